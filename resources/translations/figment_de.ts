<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>below</name>
    <message>
        <source> (and {value} more).</source>
        <translation> (und {value} weitere).</translation>
    </message>
    <message>
        <source>0 draws the outline and the strongest edges only.</source>
        <translation>0 zeichnet nur den Umriss und die stärksten Kanten.</translation>
    </message>
    <message>
        <source>0 fills the page or selection, or suits the model. Far more than it learned on shows things several times.</source>
        <translation>0 füllt die Seite oder Auswahl oder passt sich dem Modell an. Weit mehr, als es gelernt hat, zeigt Dinge mehrmals.</translation>
    </message>
    <message>
        <source>0 is the picture as it was, 1 the painting alone.</source>
        <translation>0 ist das Bild wie zuvor, 1 nur das Gemälde.</translation>
    </message>
    <message>
        <source>0 leaves the model as it is.</source>
        <translation>0 lässt das Modell, wie es ist.</translation>
    </message>
    <message>
        <source>1 paints a new picture. Less starts from the one on the page and changes it so much.</source>
        <translation>1 malt ein neues Bild. Weniger geht von dem auf der Seite aus und ändert es entsprechend stark.</translation>
    </message>
    <message>
        <source>11 x 11</source>
        <translation>11 x 11</translation>
    </message>
    <message>
        <source>3 x 3</source>
        <translation>3 x 3</translation>
    </message>
    <message>
        <source>5 x 5</source>
        <translation>5 x 5</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>A - B + C</source>
        <translation>A - B + C</translation>
    </message>
    <message>
        <source>A .safetensors file of small changes to the model: a style, a person, a thing.</source>
        <translation>Eine .safetensors-Datei mit kleinen Änderungen am Modell: ein Stil, eine Person, ein Ding.</translation>
    </message>
    <message>
        <source>A CycleGAN generator of your own (.pth or .safetensors) in place of the style.</source>
        <translation>Ein eigener CycleGAN-Generator (.pth oder .safetensors) anstelle des Stils.</translation>
    </message>
    <message>
        <source>A Photoshop document holds at most {most_side_px} pixels a side; this picture is {width} x {height}.</source>
        <translation>Ein Photoshop-Dokument fasst höchstens {most_side_px} Pixel je Seite; dieses Bild hat {width} x {height}.</translation>
    </message>
    <message>
        <source>A child has two parents.</source>
        <translation>Ein Kind hat zwei Eltern.</translation>
    </message>
    <message>
        <source>A few tones for each channel.</source>
        <translation>Wenige Tonwerte je Kanal.</translation>
    </message>
    <message>
        <source>A flat copy as PNG, JPEG, WebP, TIFF or AVIF.</source>
        <translation>Eine flache Kopie als PNG, JPEG, WebP, TIFF oder AVIF.</translation>
    </message>
    <message>
        <source>A folder in the diffusers format, or a file of Stable Diffusion 1, 2 or XL.</source>
        <translation>Ein Ordner im Format von diffusers oder eine Datei von Stable Diffusion 1, 2 oder XL.</translation>
    </message>
    <message>
        <source>A generator of it cannot be used: {sentence_of}.</source>
        <translation>Einer seiner Generatoren ist nicht brauchbar: {sentence_of}.</translation>
    </message>
    <message>
        <source>A generator returns (height, width, 1, 3 or 4) or a PIL picture.</source>
        <translation>Ein Generator liefert (Höhe, Breite, 1, 3 oder 4) oder ein PIL-Bild.</translation>
    </message>
    <message>
        <source>A generator returns a picture of request.size_px, or a Result with its own rect.</source>
        <translation>Ein Generator liefert ein Bild der Größe request.size_px oder ein Result mit eigenem rect.</translation>
    </message>
    <message>
        <source>A group cannot be put into itself.</source>
        <translation>Eine Gruppe kann nicht in sich selbst liegen.</translation>
    </message>
    <message>
        <source>A journal of unsaved work is damaged beyond recovery.</source>
        <translation>Eine Mitschrift ungesicherter Arbeit ist nicht mehr zu retten.</translation>
    </message>
    <message>
        <source>A kept brush of the same name is replaced.</source>
        <translation>Ein gespeicherter Pinsel gleichen Namens wird ersetzt.</translation>
    </message>
    <message>
        <source>A kept selection of the same name is replaced.</source>
        <translation>Eine gespeicherte Auswahl gleichen Namens wird ersetzt.</translation>
    </message>
    <message>
        <source>A linear way passes near the average face, a spherical one keeps its distance.</source>
        <translation>Ein gerader Weg führt nahe am Durchschnittsgesicht vorbei, ein sphärischer hält Abstand.</translation>
    </message>
    <message>
        <source>A mask is missing or damaged; it was left out.</source>
        <translation>Eine Maske fehlt oder ist beschädigt; sie wurde weggelassen.</translation>
    </message>
    <message>
        <source>A model folder has a card.json or a model_index.json.</source>
        <translation>Ein Modellordner enthält eine card.json oder model_index.json.</translation>
    </message>
    <message>
        <source>A model is being trained already.</source>
        <translation>Es wird schon ein Modell trainiert.</translation>
    </message>
    <message>
        <source>A new group around the active layer.</source>
        <translation>Eine neue Gruppe um die aktive Ebene.</translation>
    </message>
    <message>
        <source>A newer Figment left pictures that only that one can recover.</source>
        <translation>Ein neueres Figment hat Bilder hinterlassen, die nur dieses wiederherstellen kann.</translation>
    </message>
    <message>
        <source>A newer version may have it.</source>
        <translation>Eine neuere Version kennt sie vielleicht.</translation>
    </message>
    <message>
        <source>A picture for the desk has {shape} x {shape2} pixels.</source>
        <translation>Ein Bild für den Tisch hat {shape} x {shape2} Pixel.</translation>
    </message>
    <message>
        <source>A picture may have at most {value} megapixels; {width} x {height} are {value2}.</source>
        <translation>Ein Bild darf höchstens {value} Megapixel haben; {width} x {height} sind {value2}.</translation>
    </message>
    <message>
        <source>A piece knows itself by something that a project cannot keep.</source>
        <translation>Ein Stück erkennt sich an etwas wieder, das ein Projekt nicht behalten kann.</translation>
    </message>
    <message>
        <source>A preview of {title} cannot be shown.</source>
        <translation>Eine Vorschau von {title} lässt sich nicht zeigen.</translation>
    </message>
    <message>
        <source>A result of “{title}” is no longer in the store.</source>
        <translation>Ein Ergebnis von „{title}“ ist nicht mehr im Speicher.</translation>
    </message>
    <message>
        <source>A side may have at most {max_side_px} pixels.</source>
        <translation>Eine Seite darf höchstens {max_side_px} Pixel haben.</translation>
    </message>
    <message>
        <source>A slider needs two groups of faces.</source>
        <translation>Ein Regler braucht zwei Gruppen von Gesichtern.</translation>
    </message>
    <message>
        <source>A small model of a generator's kind learns from your own pictures.</source>
        <translation>Ein kleines Modell für einen Generator lernt aus Ihren eigenen Bildern.</translation>
    </message>
    <message>
        <source>A small model: hundreds of kinds of things, animals and faces as soft pictures on the colour asked for, most of which can be told; clothes, flowers and scenes as impressions.</source>
        <translation>Ein kleines Modell: Hunderte Arten von Dingen, Tieren und Gesichtern als weiche Bilder auf der verlangten Farbe, von denen die meisten zu erkennen sind; Kleider, Blumen und Landschaften als Andeutungen.</translation>
    </message>
    <message>
        <source>A variant that shares the steps so far and goes on with the values of now.</source>
        <translation>Eine Variante, die die bisherigen Schritte teilt und mit den jetzigen Werten weitergeht.</translation>
    </message>
    <message>
        <source>A waiting result of “{title}” is damaged; it was left out.</source>
        <translation>Ein wartendes Ergebnis von „{title}“ ist beschädigt; es wurde weggelassen.</translation>
    </message>
    <message>
        <source>A4 at 300 dpi, 2480 x 3508</source>
        <translation>A4 mit 300 dpi, 2480 x 3508</translation>
    </message>
    <message>
        <source>About Figment…</source>
        <translation>Über Figment…</translation>
    </message>
    <message>
        <source>Above 1 is lighter.</source>
        <translation>Über 1 wird es heller.</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>Akzentfarbe</translation>
    </message>
    <message>
        <source>Accept Variant</source>
        <translation>Variante übernehmen</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Tatsächliche Größe</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add Mask</source>
        <translation>Ebenenmaske hinzufügen</translation>
    </message>
    <message>
        <source>Add an adjustment layer, which can be changed later.</source>
        <translation>Eine Einstellungsebene hinzufügen, die sich später ändern lässt.</translation>
    </message>
    <message>
        <source>Add mask</source>
        <translation>Maske hinzufügen</translation>
    </message>
    <message>
        <source>Add one in the layers panel.</source>
        <translation>Im Ebenenbedienfeld eine hinzufügen.</translation>
    </message>
    <message>
        <source>Add one, with 1 for each face that wears some.</source>
        <translation>Eine mit 1 für jedes Gesicht hinzufügen, das eine trägt.</translation>
    </message>
    <message>
        <source>Add to the selection</source>
        <translation>Zur Auswahl hinzufügen</translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation>{name} hinzufügen</translation>
    </message>
    <message>
        <source>Add {title}</source>
        <translation>{title} hinzufügen</translation>
    </message>
    <message>
        <source>Adds strokes in the picture's colours, as sketch-to-photo understands them.</source>
        <translation>Ergänzt Striche in den Farben des Bildes, wie „Skizze zu Foto“ sie versteht.</translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>Adjustments</source>
        <translation>Anpassungen</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Airbrush</source>
        <translation>Airbrush</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>Align Bottom Edges</source>
        <translation>Untere Kanten ausrichten</translation>
    </message>
    <message>
        <source>Align Centres</source>
        <translation>Mitten waagerecht ausrichten</translation>
    </message>
    <message>
        <source>Align Left Edges</source>
        <translation>Linke Kanten ausrichten</translation>
    </message>
    <message>
        <source>Align Middles</source>
        <translation>Mitten senkrecht ausrichten</translation>
    </message>
    <message>
        <source>Align Right Edges</source>
        <translation>Rechte Kanten ausrichten</translation>
    </message>
    <message>
        <source>Align Top Edges</source>
        <translation>Obere Kanten ausrichten</translation>
    </message>
    <message>
        <source>Align {edge}</source>
        <translation>Ausrichten: {edge}</translation>
    </message>
    <message>
        <source>Aligned</source>
        <translation>Ausgerichtet</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All colours change alike.</source>
        <translation>Alle Farben ändern sich gleich stark.</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>Alle Ebenen</translation>
    </message>
    <message>
        <source>All sides</source>
        <translation>Alle Seiten</translation>
    </message>
    <message>
        <source>Alt does the opposite.</source>
        <translation>Alt bewirkt das Gegenteil.</translation>
    </message>
    <message>
        <source>Alt does the other one.</source>
        <translation>Alt bewirkt das jeweils andere.</translation>
    </message>
    <message>
        <source>Alt+click the place to copy from.</source>
        <translation>Mit Alt+Klick die Stelle wählen, von der kopiert wird.</translation>
    </message>
    <message>
        <source>Alt+click where to copy from, then paint.</source>
        <translation>Mit Alt+Klick die Quelle wählen, dann malen.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>Anker</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Angular</source>
        <translation>Winkelförmig</translation>
    </message>
    <message>
        <source>Animations</source>
        <translation>Animationen</translation>
    </message>
    <message>
        <source>Another number is another grain.</source>
        <translation>Eine andere Zahl gibt ein anderes Korn.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple-GPU</translation>
    </message>
    <message>
        <source>Apply Mask</source>
        <translation>Ebenenmaske anwenden</translation>
    </message>
    <message>
        <source>Apply it to a layer.</source>
        <translation>Auf eine Ebene anwenden.</translation>
    </message>
    <message>
        <source>Apply mask</source>
        <translation>Maske anwenden</translation>
    </message>
    <message>
        <source>Around the selection; without one, through the middle of the page.</source>
        <translation>Um die Auswahl; ohne Auswahl durch die Mitte der Seite.</translation>
    </message>
    <message>
        <source>As a generation layer.</source>
        <translation>Als generierte Ebene.</translation>
    </message>
    <message>
        <source>As a new layer, or as a new picture where none is open.</source>
        <translation>Als neue Ebene oder, wenn keines offen ist, als neues Bild.</translation>
    </message>
    <message>
        <source>As the page</source>
        <translation>Wie die Seite</translation>
    </message>
    <message>
        <source>As the picture</source>
        <translation>Wie das Bild</translation>
    </message>
    <message>
        <source>As the style says</source>
        <translation>Wie der Stil vorgibt</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Ask for fewer.</source>
        <translation>Weniger verlangen.</translation>
    </message>
    <message>
        <source>Ask for the safetensors version of it.</source>
        <translation>Nach der safetensors-Fassung davon fragen.</translation>
    </message>
    <message>
        <source>Ask for the safetensors version of this model.</source>
        <translation>Nach der safetensors-Fassung dieses Modells fragen.</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Assign a colour profile</source>
        <translation>Farbprofil zuweisen</translation>
    </message>
    <message>
        <source>Assign {name}</source>
        <translation>Zuweisen: {name}</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Zuweisen…</translation>
    </message>
    <message>
        <source>At least 4 are needed: square pictures with the eyes level, at half the height.</source>
        <translation>Mindestens 4 werden gebraucht: quadratische Bilder mit waagerechten Augen auf halber Höhe.</translation>
    </message>
    <message>
        <source>At least {fewest_pictures} are needed on each side, as PNG, JPEG or WebP; some hundreds are better.</source>
        <translation>Auf jeder Seite werden mindestens {fewest_pictures} gebraucht, als PNG, JPEG oder WebP; einige Hundert sind besser.</translation>
    </message>
    <message>
        <source>At least {fewest_pictures} are needed: things with transparency around them, or photos of one thing each on a plain background.</source>
        <translation>Mindestens {fewest_pictures} werden gebraucht: Dinge mit Transparenz um sie herum oder Fotos von je einem Ding auf einfarbigem Grund.</translation>
    </message>
    <message>
        <source>At least {fewest} pictures are needed.</source>
        <translation>Mindestens {fewest} Bilder werden gebraucht.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back One Step</source>
        <translation>Einen Schritt zurück</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Bald</source>
        <translation>Glatze</translation>
    </message>
    <message>
        <source>Beard and moustache.</source>
        <translation>Bart und Schnurrbart.</translation>
    </message>
    <message>
        <source>Below 1 a light hand counts for more, above 1 for less.</source>
        <translation>Unter 1 zählt eine leichte Hand mehr, über 1 weniger.</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Black and White</source>
        <translation>Schwarzweiß</translation>
    </message>
    <message>
        <source>Black and White…</source>
        <translation>Schwarzweiß…</translation>
    </message>
    <message>
        <source>Black or dark brown.</source>
        <translation>Schwarz oder dunkelbraun.</translation>
    </message>
    <message>
        <source>Black or white.</source>
        <translation>Schwarz oder Weiß.</translation>
    </message>
    <message>
        <source>Black, white and the middle.</source>
        <translation>Schwarz, Weiß und die Mitte.</translation>
    </message>
    <message>
        <source>Blend mode {label}</source>
        <translation>Füllmethode {label}</translation>
    </message>
    <message>
        <source>Blond hair</source>
        <translation>Blondes Haar</translation>
    </message>
    <message>
        <source>Blond.</source>
        <translation>Blond.</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Blues</source>
        <translation>Blautöne</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Weichzeichnen</translation>
    </message>
    <message>
        <source>Blur brush</source>
        <translation>Weichzeichner-Pinsel</translation>
    </message>
    <message>
        <source>Blur or sharpen</source>
        <translation>Weich- oder scharfzeichnen</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Border of Selection…</source>
        <translation>Rand der Auswahl…</translation>
    </message>
    <message>
        <source>Border selection</source>
        <translation>Auswahl umranden</translation>
    </message>
    <message>
        <source>Both sides must be {smallest_px} pixels or more, or 0 for the size that fits.</source>
        <translation>Beide Seiten müssen mindestens {smallest_px} Pixel haben, oder 0 für die passende Größe.</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Bottom Edges</source>
        <translation>Untere Kanten</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>Unten links</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>Unten rechts</translation>
    </message>
    <message>
        <source>Box Blur</source>
        <translation>Feld-Weichzeichner</translation>
    </message>
    <message>
        <source>Box Blur…</source>
        <translation>Feld-Weichzeichner…</translation>
    </message>
    <message>
        <source>Breed</source>
        <translation>Kreuzen</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Brightness and Contrast</source>
        <translation>Helligkeit und Kontrast</translation>
    </message>
    <message>
        <source>Brightness and Contrast…</source>
        <translation>Helligkeit und Kontrast…</translation>
    </message>
    <message>
        <source>Bring the picture into another colour space without changing its look.</source>
        <translation>Das Bild in einen anderen Farbraum bringen, ohne sein Aussehen zu ändern.</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Bucket fill</source>
        <translation>Füllwerkzeug</translation>
    </message>
    <message>
        <source>Burn (darken)</source>
        <translation>Nachbelichten (abdunkeln)</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>Camera data in exported pictures</source>
        <translation>Kameradaten in exportierten Bildern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Canvas Size…</source>
        <translation>Arbeitsflächengröße…</translation>
    </message>
    <message>
        <source>Canvas size</source>
        <translation>Arbeitsflächengröße</translation>
    </message>
    <message>
        <source>Canvas weave</source>
        <translation>Leinwand</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Zentriert</translation>
    </message>
    <message>
        <source>Centres</source>
        <translation>Mitten</translation>
    </message>
    <message>
        <source>Chalk</source>
        <translation>Kreide</translation>
    </message>
    <message>
        <source>Change colour alone.</source>
        <translation>Nur die Farbe ändern.</translation>
    </message>
    <message>
        <source>Change the file's permissions.</source>
        <translation>Die Zugriffsrechte der Datei ändern.</translation>
    </message>
    <message>
        <source>Change the layer's pixels (Enter).</source>
        <translation>Die Pixel der Ebene ändern (Eingabe).</translation>
    </message>
    <message>
        <source>Change {title}</source>
        <translation>{title} ändern</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>Check its permissions and the disk.</source>
        <translation>Zugriffsrechte und Datenträger prüfen.</translation>
    </message>
    <message>
        <source>Check the disk it lies on.</source>
        <translation>Den Datenträger prüfen, auf dem die Datei liegt.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Name und Ordner prüfen.</translation>
    </message>
    <message>
        <source>Check the space on the disk and the folder's permissions.</source>
        <translation>Freien Speicherplatz und Zugriffsrechte des Ordners prüfen.</translation>
    </message>
    <message>
        <source>Children of two faces; breed them on.</source>
        <translation>Kinder zweier Gesichter, die weiter gekreuzt werden können.</translation>
    </message>
    <message>
        <source>Choose a .safetensors, .pth or .pt file of a network.</source>
        <translation>Eine .safetensors-, .pth- oder .pt-Datei eines Netzes wählen.</translation>
    </message>
    <message>
        <source>Choose a file that a network's state dict was saved to.</source>
        <translation>Eine Datei wählen, in die das state dict eines Netzes gespeichert wurde.</translation>
    </message>
    <message>
        <source>Choose a file that the latent desk wrote.</source>
        <translation>Eine Datei wählen, die der Gesichtertisch geschrieben hat.</translation>
    </message>
    <message>
        <source>Choose a folder in the diffusers format: one with a model_index.json.</source>
        <translation>Einen Ordner im Format von diffusers wählen: einen mit model_index.json.</translation>
    </message>
    <message>
        <source>Choose a folder that needs diffusers and transformers alone.</source>
        <translation>Einen Ordner wählen, der nur diffusers und transformers braucht.</translation>
    </message>
    <message>
        <source>Choose a folder that plugins.face_sliders.export wrote, with its card.</source>
        <translation>Einen Ordner wählen, den plugins.face_sliders.export samt Karte geschrieben hat.</translation>
    </message>
    <message>
        <source>Choose a folder whose pipeline is one of diffusers.</source>
        <translation>Einen Ordner wählen, dessen Pipeline aus diffusers stammt.</translation>
    </message>
    <message>
        <source>Choose a folder with a card.json that plugins.face_sliders.export wrote.</source>
        <translation>Einen Ordner mit einer card.json wählen, den plugins.face_sliders.export geschrieben hat.</translation>
    </message>
    <message>
        <source>Choose a group first.</source>
        <translation>Zuerst eine Gruppe wählen.</translation>
    </message>
    <message>
        <source>Choose a larger size.</source>
        <translation>Eine größere Größe wählen.</translation>
    </message>
    <message>
        <source>Choose a later step.</source>
        <translation>Einen späteren Schritt wählen.</translation>
    </message>
    <message>
        <source>Choose a layer first.</source>
        <translation>Zuerst eine Ebene wählen.</translation>
    </message>
    <message>
        <source>Choose a layer inside it.</source>
        <translation>Eine Ebene darin wählen.</translation>
    </message>
    <message>
        <source>Choose a layer of pixels first, no group and no adjustment.</source>
        <translation>Zuerst eine Ebene mit Pixeln wählen, keine Gruppe und keine Einstellung.</translation>
    </message>
    <message>
        <source>Choose a layer with something on it.</source>
        <translation>Eine Ebene mit Inhalt wählen.</translation>
    </message>
    <message>
        <source>Choose a model of the kind it was made for, or no LoRA.</source>
        <translation>Ein Modell der Art wählen, für die es gemacht wurde, oder kein LoRA.</translation>
    </message>
    <message>
        <source>Choose a model of this generator's kind.</source>
        <translation>Ein Modell für diesen Generator wählen.</translation>
    </message>
    <message>
        <source>Choose a model, and this under LoRA.</source>
        <translation>Ein Modell wählen, und dies unter „LoRA“.</translation>
    </message>
    <message>
        <source>Choose a name that is not there yet.</source>
        <translation>Einen Namen wählen, den es noch nicht gibt.</translation>
    </message>
    <message>
        <source>Choose a name with Save As.</source>
        <translation>Mit „Speichern unter“ einen Namen wählen.</translation>
    </message>
    <message>
        <source>Choose a picture inside it.</source>
        <translation>Ein Bild darin wählen.</translation>
    </message>
    <message>
        <source>Choose a plain LoRA.</source>
        <translation>Ein einfaches LoRA wählen.</translation>
    </message>
    <message>
        <source>Choose a smaller size.</source>
        <translation>Eine kleinere Größe wählen.</translation>
    </message>
    <message>
        <source>Choose another file in the preferences.</source>
        <translation>In den Einstellungen eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another format; nothing on the disk was changed.</source>
        <translation>Ein anderes Format wählen; auf dem Datenträger wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Choose another layer, or have the run look at all of them.</source>
        <translation>Wählen Sie eine andere Ebene, oder lassen Sie den Lauf alle ansehen.</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <translation>Eine andere Ebene wählen.</translation>
    </message>
    <message>
        <source>Choose another model, or another version of this one.</source>
        <translation>Ein anderes Modell oder eine andere Fassung dieses Modells wählen.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>Choose another name or folder.</source>
        <translation>Wählen Sie einen anderen Namen oder Ordner.</translation>
    </message>
    <message>
        <source>Choose another name with --name.</source>
        <translation>Mit --name einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Einen anderen wählen.</translation>
    </message>
    <message>
        <source>Choose another with --name.</source>
        <translation>Mit --name einen anderen wählen.</translation>
    </message>
    <message>
        <source>Choose at least one face for each.</source>
        <translation>Für jede mindestens ein Gesicht wählen.</translation>
    </message>
    <message>
        <source>Choose one in the layers panel.</source>
        <translation>Im Ebenenbedienfeld eine wählen.</translation>
    </message>
    <message>
        <source>Choose one of: {join}.</source>
        <translation>Möglich sind: {join}.</translation>
    </message>
    <message>
        <source>Choose others.</source>
        <translation>Andere wählen.</translation>
    </message>
    <message>
        <source>Choose that model again, or generate anew.</source>
        <translation>Dieses Modell wieder wählen oder neu generieren.</translation>
    </message>
    <message>
        <source>Choose that model in the Generate panel, or other faces.</source>
        <translation>Dieses Modell unter „Generieren“ wählen oder andere Gesichter.</translation>
    </message>
    <message>
        <source>Choose that model, or make the slider again with this one.</source>
        <translation>Dieses Modell wählen oder den Regler mit dem jetzigen neu erstellen.</translation>
    </message>
    <message>
        <source>Choose the model's own scheduler and size, or another model.</source>
        <translation>Das eigene Verfahren und die Größe des Modells wählen, oder ein anderes Modell.</translation>
    </message>
    <message>
        <source>Choose the profile of a screen, a camera or a working space.</source>
        <translation>Das Profil eines Bildschirms, einer Kamera oder eines Arbeitsfarbraums wählen.</translation>
    </message>
    <message>
        <source>Choose two faces.</source>
        <translation>Zwei Gesichter wählen.</translation>
    </message>
    <message>
        <source>Choose {title}: the picture goes on with the words and values there.</source>
        <translation>{title} wählen: Das Bild geht mit den Worten und Werten dort weiter.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Clear Guides</source>
        <translation>Hilfslinien löschen</translation>
    </message>
    <message>
        <source>Clear guides</source>
        <translation>Hilfslinien löschen</translation>
    </message>
    <message>
        <source>Clear it instead.</source>
        <translation>Stattdessen ihren Inhalt löschen.</translation>
    </message>
    <message>
        <source>Click a colour to select it all over the page. Shift adds, Alt subtracts.</source>
        <translation>Eine Farbe anklicken, um sie auf der ganzen Seite auszuwählen. Umschalt fügt hinzu, Alt zieht ab.</translation>
    </message>
    <message>
        <source>Click and write; Ctrl+Enter or a click beside it is done. Click text to change it.</source>
        <translation>Klicken und schreiben; Strg+Eingabe oder ein Klick daneben beendet. Text anklicken, um ihn zu ändern.</translation>
    </message>
    <message>
        <source>Click on the face to change, where there are several.</source>
        <translation>Das Gesicht anklicken, das geändert werden soll, wenn es mehrere gibt.</translation>
    </message>
    <message>
        <source>Click to add a point, drag it, drag it out of the field to remove it.</source>
        <translation>Klick setzt einen Punkt, Ziehen bewegt ihn, aus dem Feld Ziehen entfernt ihn.</translation>
    </message>
    <message>
        <source>Click to fill an area. Alt fills with the background colour.</source>
        <translation>Klicken, um einen Bereich zu füllen. Alt füllt mit der Hintergrundfarbe.</translation>
    </message>
    <message>
        <source>Click to place a point, drag to move it. Enter or Escape ends.</source>
        <translation>Klicken setzt einen Punkt, Ziehen verschiebt ihn. Eingabe oder Esc beendet.</translation>
    </message>
    <message>
        <source>Click to select an area of like colours. Shift adds, Alt subtracts.</source>
        <translation>Klicken, um einen Bereich ähnlicher Farben auszuwählen. Umschalt fügt hinzu, Alt zieht ab.</translation>
    </message>
    <message>
        <source>Click to take a colour. Ctrl takes it as the background colour.</source>
        <translation>Klicken, um eine Farbe aufzunehmen. Strg nimmt sie als Hintergrundfarbe.</translation>
    </message>
    <message>
        <source>Click to zoom in, Alt+click to zoom out, drag a frame around a part.</source>
        <translation>Klicken vergrößert, Alt+Klick verkleinert, ein Rahmen zeigt einen Ausschnitt.</translation>
    </message>
    <message>
        <source>Clockwise; the page grows to hold the corners.</source>
        <translation>Im Uhrzeigersinn; die Seite wächst, damit die Ecken Platz haben.</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>Kopierstempel</translation>
    </message>
    <message>
        <source>Clone stamp</source>
        <translation>Kopierstempel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close All</source>
        <translation>Alle schließen</translation>
    </message>
    <message>
        <source>Close other documents or programs.</source>
        <translation>Andere Dokumente oder Programme schließen.</translation>
    </message>
    <message>
        <source>Close other documents.</source>
        <translation>Andere Dokumente schließen.</translation>
    </message>
    <message>
        <source>Close other pictures or programs, or make the picture smaller.</source>
        <translation>Andere Bilder oder Programme schließen oder das Bild verkleinern.</translation>
    </message>
    <message>
        <source>Close other pictures or programs.</source>
        <translation>Andere Bilder oder Programme schließen.</translation>
    </message>
    <message>
        <source>Close other programs, and try again.</source>
        <translation>Schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Clothing and shoes</source>
        <translation>Kleidung und Schuhe</translation>
    </message>
    <message>
        <source>Color burn</source>
        <translation>Farbig nachbelichten</translation>
    </message>
    <message>
        <source>Color dodge</source>
        <translation>Farbig abwedeln</translation>
    </message>
    <message>
        <source>Colour Balance</source>
        <translation>Farbbalance</translation>
    </message>
    <message>
        <source>Colour Balance…</source>
        <translation>Farbbalance…</translation>
    </message>
    <message>
        <source>Colour Profile</source>
        <translation>Farbprofil</translation>
    </message>
    <message>
        <source>Colour picker</source>
        <translation>Pipette</translation>
    </message>
    <message>
        <source>Colour strokes</source>
        <translation>Farbstriche</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colours far off are selected less.</source>
        <translation>Weit entfernte Farben werden schwächer ausgewählt.</translation>
    </message>
    <message>
        <source>Compare with the Original</source>
        <translation>Mit dem Original vergleichen</translation>
    </message>
    <message>
        <source>Component 1</source>
        <translation>Komponente 1</translation>
    </message>
    <message>
        <source>Component 2</source>
        <translation>Komponente 2</translation>
    </message>
    <message>
        <source>Component 3</source>
        <translation>Komponente 3</translation>
    </message>
    <message>
        <source>Component 4</source>
        <translation>Komponente 4</translation>
    </message>
    <message>
        <source>Component 5</source>
        <translation>Komponente 5</translation>
    </message>
    <message>
        <source>Component 6</source>
        <translation>Komponente 6</translation>
    </message>
    <message>
        <source>Contiguous</source>
        <translation>Benachbart</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Continue from Step</source>
        <translation>Ab Schritt fortsetzen</translation>
    </message>
    <message>
        <source>Continues light, tones and edges into a hole; patches give it grain.</source>
        <translation>Setzt Licht, Töne und Kanten in ein Loch fort; Flicken geben ihm Textur.</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>Umrisse</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>Convert it to JPEG or AVIF first.</source>
        <translation>Zuerst in JPEG oder AVIF umwandeln.</translation>
    </message>
    <message>
        <source>Convert it to PNG or AVIF first.</source>
        <translation>Zuerst in PNG oder AVIF umwandeln.</translation>
    </message>
    <message>
        <source>Convert it to PNG or TIFF first.</source>
        <translation>Zuerst in PNG oder TIFF umwandeln.</translation>
    </message>
    <message>
        <source>Convert to a colour profile</source>
        <translation>In ein Farbprofil umwandeln</translation>
    </message>
    <message>
        <source>Convert to {name}</source>
        <translation>Umwandeln in {name}</translation>
    </message>
    <message>
        <source>Convert…</source>
        <translation>Umwandeln…</translation>
    </message>
    <message>
        <source>Copies the likeliest place nearby, or lets the colours around flow in.</source>
        <translation>Kopiert die ähnlichste Stelle in der Nähe oder lässt die Farben ringsum einfließen.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy Merged</source>
        <translation>Sichtbares kopieren</translation>
    </message>
    <message>
        <source>Copy one first.</source>
        <translation>Zuerst eines kopieren.</translation>
    </message>
    <message>
        <source>Copy or download it again, whole.</source>
        <translation>Noch einmal vollständig kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>Noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>Copy or download it again; or it is of another make.</source>
        <translation>Erneut kopieren oder herunterladen; oder es ist anderer Bauart.</translation>
    </message>
    <message>
        <source>Copy or download it again; or its class is not the right one.</source>
        <translation>Noch einmal kopieren oder herunterladen; oder die Klasse ist nicht die richtige.</translation>
    </message>
    <message>
        <source>Corners</source>
        <translation>Ecken</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Erstellen</translation>
    </message>
    <message>
        <source>Create it or choose another one.</source>
        <translation>Ihn anlegen oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>Crisper edges.</source>
        <translation>Schärfere Kanten.</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Freistellen</translation>
    </message>
    <message>
        <source>Crop to Selection</source>
        <translation>Auf Auswahl zuschneiden</translation>
    </message>
    <message>
        <source>Crop to selection</source>
        <translation>Auf Auswahl zuschneiden</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Gradationskurven</translation>
    </message>
    <message>
        <source>Curves…</source>
        <translation>Gradationskurven…</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Cut off what is transparent or of one colour around the picture.</source>
        <translation>Rings um das Bild abschneiden, was durchsichtig oder einfarbig ist.</translation>
    </message>
    <message>
        <source>Cyans</source>
        <translation>Cyantöne</translation>
    </message>
    <message>
        <source>Cycle check</source>
        <translation>Hin-und-zurück-Prüfung</translation>
    </message>
    <message>
        <source>Cycle difference</source>
        <translation>Unterschied nach Hin und Zurück</translation>
    </message>
    <message>
        <source>DDIMScheduler</source>
        <translation>DDIMScheduler</translation>
    </message>
    <message>
        <source>DDPMScheduler</source>
        <translation>DDPMScheduler</translation>
    </message>
    <message>
        <source>DPMSolverMultistepScheduler</source>
        <translation>DPMSolverMultistepScheduler</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Dark hair</source>
        <translation>Dunkles Haar</translation>
    </message>
    <message>
        <source>Darken</source>
        <translation>Abdunkeln</translation>
    </message>
    <message>
        <source>Darkest result</source>
        <translation>Dunkelster Zielwert</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete guide</source>
        <translation>Hilfslinie löschen</translation>
    </message>
    <message>
        <source>Delete it, choose another name, or repeat the command that it came from.</source>
        <translation>Löschen Sie ihn, wählen Sie einen anderen Namen oder wiederholen Sie den Befehl, von dem er stammt.</translation>
    </message>
    <message>
        <source>Delete selection “{name}”</source>
        <translation>Auswahl „{name}“ löschen</translation>
    </message>
    <message>
        <source>Delete {name}</source>
        <translation>{name} löschen</translation>
    </message>
    <message>
        <source>Desaturate</source>
        <translation>Sättigung verringern</translation>
    </message>
    <message>
        <source>Deselect</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Tisch</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Diagonals</source>
        <translation>Diagonalen</translation>
    </message>
    <message>
        <source>Diameter of the brush ([ and ]).</source>
        <translation>Durchmesser des Pinsels ([ und ]).</translation>
    </message>
    <message>
        <source>Did you mean {join}? </source>
        <translation>Gemeint: {join}? </translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard Variant</source>
        <translation>Variante verwerfen</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Distance of dabs, of the size.</source>
        <translation>Abstand der Tupfer, bezogen auf die Größe.</translation>
    </message>
    <message>
        <source>Distance of lines, of the font's.</source>
        <translation>Zeilenabstand, bezogen auf den der Schrift.</translation>
    </message>
    <message>
        <source>Distort</source>
        <translation>Verzerren</translation>
    </message>
    <message>
        <source>Distribute</source>
        <translation>Verteilen</translation>
    </message>
    <message>
        <source>Distribute Across</source>
        <translation>Waagerecht verteilen</translation>
    </message>
    <message>
        <source>Distribute Down</source>
        <translation>Senkrecht verteilen</translation>
    </message>
    <message>
        <source>Distributing needs a group of three or more layers.</source>
        <translation>Zum Verteilen braucht es eine Gruppe mit drei oder mehr Ebenen.</translation>
    </message>
    <message>
        <source>Dodge (lighten)</source>
        <translation>Abwedeln (aufhellen)</translation>
    </message>
    <message>
        <source>Dodge and burn</source>
        <translation>Abwedeln und nachbelichten</translation>
    </message>
    <message>
        <source>Dots</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Download it again, or choose another file.</source>
        <translation>Noch einmal herunterladen oder eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>Drag a frame, adjust it by its handles; Ctrl+drag along a horizon straightens; Enter crops, Escape gives up.</source>
        <translation>Rahmen ziehen und an den Griffen anpassen; Strg+Ziehen entlang eines Horizonts richtet gerade; Eingabe stellt frei, Esc bricht ab.</translation>
    </message>
    <message>
        <source>Drag a shape. Shift: square, circle or 45 degrees; Alt: from the centre.</source>
        <translation>Eine Form ziehen. Umschalt: Quadrat, Kreis oder 45 Grad; Alt: von der Mitte aus.</translation>
    </message>
    <message>
        <source>Drag around a part, or click its corners; Enter or a double click closes.</source>
        <translation>Um einen Bereich ziehen oder seine Ecken anklicken; Eingabe oder Doppelklick schließt.</translation>
    </message>
    <message>
        <source>Drag back to a step first; what follows it is made anew</source>
        <translation>Zuerst zu einem Schritt zurückziehen; was darauf folgt, entsteht neu</translation>
    </message>
    <message>
        <source>Drag from the first colour to the last. Shift keeps to 45 degrees.</source>
        <translation>Von der ersten zur letzten Farbe ziehen. Umschalt rastet bei 45 Grad ein.</translation>
    </message>
    <message>
        <source>Drag to erase. Shift+click erases along a straight line.</source>
        <translation>Ziehen, um zu radieren. Umschalt+Klick radiert entlang einer Geraden.</translation>
    </message>
    <message>
        <source>Drag to move the layer or what is selected of it, or a guide. Shift keeps straight, Ctrl does not snap; arrows nudge.</source>
        <translation>Ziehen verschiebt die Ebene, das darin Ausgewählte oder eine Hilfslinie. Umschalt hält gerade, Strg rastet nicht ein; Pfeiltasten rücken.</translation>
    </message>
    <message>
        <source>Drag to move the view. Holding Space does it with every tool.</source>
        <translation>Ziehen, um die Ansicht zu verschieben. Die gehaltene Leertaste tut das mit jedem Werkzeug.</translation>
    </message>
    <message>
        <source>Drag to paint. Shift+click draws a straight line, Alt picks a colour.</source>
        <translation>Ziehen, um zu malen. Umschalt+Klick zieht eine Gerade, Alt nimmt eine Farbe auf.</translation>
    </message>
    <message>
        <source>Drag to select. Shift adds, Alt subtracts; held later: circle, from the centre.</source>
        <translation>Ziehen, um auszuwählen. Umschalt fügt hinzu, Alt zieht ab; später gehalten: Kreis, von der Mitte aus.</translation>
    </message>
    <message>
        <source>Drag to select. Shift adds, Alt subtracts; held later: square, from the centre.</source>
        <translation>Ziehen, um auszuwählen. Umschalt fügt hinzu, Alt zieht ab; später gehalten: Quadrat, von der Mitte aus.</translation>
    </message>
    <message>
        <source>Drag to smear colours like wet paint.</source>
        <translation>Ziehen, um Farben wie nasse Farbe zu verwischen.</translation>
    </message>
    <message>
        <source>Draw an outline, add a few strokes of colour, and watch it take shape and light.</source>
        <translation>Einen Umriss zeichnen, ein paar Farbstriche dazu – und zusehen, wie Form und Licht entstehen.</translation>
    </message>
    <message>
        <source>Draw on it, or choose another layer.</source>
        <translation>Darauf zeichnen oder eine andere Ebene wählen.</translation>
    </message>
    <message>
        <source>Draw something with the brush (B).</source>
        <translation>Etwas mit dem Pinsel zeichnen (B).</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>Dry brush</source>
        <translation>Trockener Pinsel</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Duplicate {name}</source>
        <translation>{name} duplizieren</translation>
    </message>
    <message>
        <source>Each on a layer of its own.</source>
        <translation>Jede auf einer eigenen Ebene.</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>Kanten</translation>
    </message>
    <message>
        <source>Edges follows every change of colour; contours draws the outlines of flat areas; pencil is soft and shaded.</source>
        <translation>„Kanten“ folgt jedem Farbwechsel; „Umrisse“ zeichnet die Ränder ebener Flächen; „Bleistift“ ist weich und schattiert.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>Text ändern</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Effekt</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Embed sRGB</source>
        <translation>sRGB einbetten</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Equal distances between the layers of a group, from left to right.</source>
        <translation>Gleiche Abstände zwischen den Ebenen einer Gruppe, von links nach rechts.</translation>
    </message>
    <message>
        <source>Equal distances between the layers of a group, from top to bottom.</source>
        <translation>Gleiche Abstände zwischen den Ebenen einer Gruppe, von oben nach unten.</translation>
    </message>
    <message>
        <source>Erase what is selected, or the whole layer.</source>
        <translation>Das Ausgewählte oder die ganze Ebene radieren.</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radiergummi</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Euler ancestral</source>
        <translation>Euler (ancestral)</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>Gleichmäßig</translation>
    </message>
    <message>
        <source>Everything in the one hue.</source>
        <translation>Alles in diesem einen Farbton.</translation>
    </message>
    <message>
        <source>Exchanges first and last colour.</source>
        <translation>Vertauscht erste und letzte Farbe.</translation>
    </message>
    <message>
        <source>Exclusion</source>
        <translation>Ausschluss</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export it again.</source>
        <translation>Noch einmal exportieren.</translation>
    </message>
    <message>
        <source>Export it as PNG first.</source>
        <translation>Zuerst als PNG exportieren.</translation>
    </message>
    <message>
        <source>Export it as PNG or TIFF, or save it as a project.</source>
        <translation>Als PNG oder TIFF exportieren oder als Projekt speichern.</translation>
    </message>
    <message>
        <source>Export it from GIMP as OpenRaster (.ora) or PNG.</source>
        <translation>Aus GIMP als OpenRaster (.ora) oder PNG exportieren.</translation>
    </message>
    <message>
        <source>Export it from Krita as OpenRaster (.ora).</source>
        <translation>Aus Krita als OpenRaster (.ora) exportieren.</translation>
    </message>
    <message>
        <source>Export the page as PNG first.</source>
        <translation>Die Seite zuerst als PNG exportieren.</translation>
    </message>
    <message>
        <source>Exported “{name}”.</source>
        <translation>„{name}“ wurde exportiert.</translation>
    </message>
    <message>
        <source>Exporting “{name}”</source>
        <translation>„{name}“ wird exportiert</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Exposure…</source>
        <translation>Belichtung…</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>Augen</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>Face on the picture</source>
        <translation>Gesicht im Bild</translation>
    </message>
    <message>
        <source>Face sliders</source>
        <translation>Gesichtsregler</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>Faces of nobody, by chance.</source>
        <translation>Gesichter von niemandem, durch Zufall.</translation>
    </message>
    <message>
        <source>Faces of nobody, mixed, bred and made into sliders.</source>
        <translation>Gesichter von niemandem: gemischt, gekreuzt und zu Reglern gemacht.</translation>
    </message>
    <message>
        <source>Facial hair</source>
        <translation>Gesichtsbehaarung</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>Weiche Kante</translation>
    </message>
    <message>
        <source>Feather Selection…</source>
        <translation>Weiche Auswahlkante…</translation>
    </message>
    <message>
        <source>Feather selection</source>
        <translation>Weiche Auswahlkante</translation>
    </message>
    <message>
        <source>Figment</source>
        <translation>Figment</translation>
    </message>
    <message>
        <source>Figment did not end properly. It can bring back {titles}.</source>
        <translation>Figment wurde nicht ordentlich beendet. Wiederherstellen lässt sich: {titles}.</translation>
    </message>
    <message>
        <source>Figment ended {crashes} times while this plugin was at work.</source>
        <translation>Figment endete {crashes}-mal, während dieses Plugin arbeitete.</translation>
    </message>
    <message>
        <source>Figment is still working.</source>
        <translation>Figment arbeitet noch.</translation>
    </message>
    <message>
        <source>Figment may not write into “{folder}”: change its permissions.</source>
        <translation>Figment darf nicht in „{folder}“ schreiben: die Zugriffsrechte ändern.</translation>
    </message>
    <message>
        <source>Figment speaks the other language from its next start.</source>
        <translation>Figment spricht die andere Sprache ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>Dateigröße</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Fill from around, at once</source>
        <translation>Sofort aus der Umgebung füllen</translation>
    </message>
    <message>
        <source>Fill needs no model. Outpaint needs no mask and makes the page larger.</source>
        <translation>„Füllen“ braucht kein Modell. „Erweitern“ braucht keine Maske und vergrößert die Seite.</translation>
    </message>
    <message>
        <source>Fill with Background</source>
        <translation>Mit Hintergrundfarbe füllen</translation>
    </message>
    <message>
        <source>Fill with Foreground</source>
        <translation>Mit Vordergrundfarbe füllen</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>Filled with outline</source>
        <translation>Gefüllt mit Kontur</translation>
    </message>
    <message>
        <source>Filler</source>
        <translation>Lückenfüller</translation>
    </message>
    <message>
        <source>Film grain</source>
        <translation>Filmkorn</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Finder of faces</source>
        <translation>Gesichtsfinder</translation>
    </message>
    <message>
        <source>Finds the eyes of faces seen from the front.</source>
        <translation>Findet die Augen von vorn gesehener Gesichter.</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit to paper</source>
        <translation>Auf Papier einpassen</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Auf eine Ebene reduzieren</translation>
    </message>
    <message>
        <source>Flip Horizontally</source>
        <translation>Waagerecht spiegeln</translation>
    </message>
    <message>
        <source>Flip Horizontally (Layer)</source>
        <translation>Waagerecht spiegeln (Ebene)</translation>
    </message>
    <message>
        <source>Flip Vertically</source>
        <translation>Senkrecht spiegeln</translation>
    </message>
    <message>
        <source>Flip Vertically (Layer)</source>
        <translation>Senkrecht spiegeln (Ebene)</translation>
    </message>
    <message>
        <source>Flip {axis}</source>
        <translation>Spiegeln: {axis}</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Fluss</translation>
    </message>
    <message>
        <source>Follow every stroke and value with a new picture</source>
        <translation>Jedem Strich und jedem Wert mit einem neuen Bild folgen</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>Foreground to background</source>
        <translation>Vordergrund zu Hintergrund</translation>
    </message>
    <message>
        <source>Foreground to transparent</source>
        <translation>Vordergrund zu Transparent</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation>Wird von selbst gefunden</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Free some space on the disk.</source>
        <translation>Platz auf dem Datenträger schaffen.</translation>
    </message>
    <message>
        <source>Free some space or save elsewhere; nothing on the disk was changed.</source>
        <translation>Platz schaffen oder woanders speichern; auf dem Datenträger wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Free transform</source>
        <translation>Frei transformieren</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei…</translation>
    </message>
    <message>
        <source>From the middle to the edge of the square.</source>
        <translation>Von der Mitte bis zum Rand des Quadrats.</translation>
    </message>
    <message>
        <source>From the picture</source>
        <translation>Aus dem Bild</translation>
    </message>
    <message>
        <source>From the selection, where there is one.</source>
        <translation>Aus der Auswahl, wenn es eine gibt.</translation>
    </message>
    <message>
        <source>From {len} to {len2} faces, made with {name}.</source>
        <translation>Von {len} zu {len2} Gesichtern, mit {name} gemacht.</translation>
    </message>
    <message>
        <source>Full HD, 1920 x 1080</source>
        <translation>Full HD, 1920 x 1080</translation>
    </message>
    <message>
        <source>Full Screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>GIF (*.gif)</source>
        <translation>GIF (*.gif)</translation>
    </message>
    <message>
        <source>GIF has 256 colours at most; the others were brought to the nearest.</source>
        <translation>GIF hat höchstens 256 Farben; die übrigen wurden durch die nächstgelegenen ersetzt.</translation>
    </message>
    <message>
        <source>GIF has no half transparency; it became clear or opaque.</source>
        <translation>GIF kennt keine Halbtransparenz; sie wurde durchsichtig oder deckend.</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Gaussian Blur</source>
        <translation>Gaußscher Weichzeichner</translation>
    </message>
    <message>
        <source>Gaussian Blur…</source>
        <translation>Gaußscher Weichzeichner…</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Generieren</translation>
    </message>
    <message>
        <source>Generate it again with the same seed; then you can go back in it.</source>
        <translation>Es mit demselben Startwert noch einmal generieren; dann kann man darin zurückgehen.</translation>
    </message>
    <message>
        <source>Generate it again; its recipe is in the project.</source>
        <translation>Es neu generieren; sein Rezept steht im Projekt.</translation>
    </message>
    <message>
        <source>Generating</source>
        <translation>Generieren</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>Generator</translation>
    </message>
    <message>
        <source>Get the file again or look for a backup of it.</source>
        <translation>Die Datei noch einmal besorgen oder eine Sicherung suchen.</translation>
    </message>
    <message>
        <source>Give --data twice: photos first, then pictures of the style.</source>
        <translation>Geben Sie --data zweimal an: zuerst Fotos, dann Bilder des Stils.</translation>
    </message>
    <message>
        <source>Give up every job, running and waiting.</source>
        <translation>Alle Aufträge aufgeben, laufende und wartende.</translation>
    </message>
    <message>
        <source>Glasses</source>
        <translation>Brille</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Go back to a step of a result first.</source>
        <translation>Zuerst zu einem Schritt eines Ergebnisses zurückgehen.</translation>
    </message>
    <message>
        <source>Goes there and back as well, and shows with the result what that changed: one figure, and a picture of the difference.</source>
        <translation>Geht auch hin und zurück und zeigt beim Ergebnis, was das änderte: eine Zahl und ein Bild des Unterschieds.</translation>
    </message>
    <message>
        <source>Golden ratio</source>
        <translation>Goldener Schnitt</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>Körnung</translation>
    </message>
    <message>
        <source>Grain.</source>
        <translation>Korn.</translation>
    </message>
    <message>
        <source>Graphics card (Apple)</source>
        <translation>Grafikkarte (Apple)</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>Grafikkarte (CUDA)</translation>
    </message>
    <message>
        <source>Gray hair</source>
        <translation>Graues Haar</translation>
    </message>
    <message>
        <source>Gray or white.</source>
        <translation>Grau oder weiß.</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Greens</source>
        <translation>Grüntöne</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Grey, each colour as light as you like.</source>
        <translation>Grau, jede Farbe so hell wie gewünscht.</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Group Layer</source>
        <translation>Ebene gruppieren</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>Erweitern</translation>
    </message>
    <message>
        <source>Grow Selection…</source>
        <translation>Auswahl erweitern…</translation>
    </message>
    <message>
        <source>Grow selection</source>
        <translation>Auswahl erweitern</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Prompttreue</translation>
    </message>
    <message>
        <source>Guides</source>
        <translation>Hilfslinien</translation>
    </message>
    <message>
        <source>Guides from Selection</source>
        <translation>Hilfslinien aus Auswahl</translation>
    </message>
    <message>
        <source>H</source>
        <translation>H</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>Haar</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>Hand</translation>
    </message>
    <message>
        <source>Handles</source>
        <translation>Griffe</translation>
    </message>
    <message>
        <source>Handles scale (Shift: ratio, Alt: centre), outside turns, Ctrl distorts and skews; Enter applies.</source>
        <translation>Griffe skalieren (Umschalt: Verhältnis, Alt: Mitte), außerhalb dreht, Strg verzerrt und neigt; Eingabe wendet an.</translation>
    </message>
    <message>
        <source>Hard edges (nearest)</source>
        <translation>Harte Kanten (nächster Nachbar)</translation>
    </message>
    <message>
        <source>Hard light</source>
        <translation>Hartes Licht</translation>
    </message>
    <message>
        <source>Hard round</source>
        <translation>Hart, rund</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>Härte</translation>
    </message>
    <message>
        <source>Heal</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Height of the letters.</source>
        <translation>Höhe der Buchstaben.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Hide Panels</source>
        <translation>Bedienfelder ausblenden</translation>
    </message>
    <message>
        <source>High Contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Highlights</source>
        <translation>Lichter</translation>
    </message>
    <message>
        <source>Highlights: cyan to red</source>
        <translation>Lichter: Cyan zu Rot</translation>
    </message>
    <message>
        <source>Highlights: magenta to green</source>
        <translation>Lichter: Magenta zu Grün</translation>
    </message>
    <message>
        <source>Highlights: yellow to blue</source>
        <translation>Lichter: Gelb zu Blau</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>How far a colour may differ from the one clicked.</source>
        <translation>Wie weit eine Farbe von der angeklickten abweichen darf.</translation>
    </message>
    <message>
        <source>How far children stray from their parents.</source>
        <translation>Wie weit Kinder von ihren Eltern abweichen.</translation>
    </message>
    <message>
        <source>How far colours are carried.</source>
        <translation>Wie weit die Farben getragen werden.</translation>
    </message>
    <message>
        <source>How far it is turned, clockwise.</source>
        <translation>Wie weit gedreht ist, im Uhrzeigersinn.</translation>
    </message>
    <message>
        <source>How far it leans.</source>
        <translation>Wie weit es geneigt ist.</translation>
    </message>
    <message>
        <source>How far outpainting reaches, of the shorter side.</source>
        <translation>Wie weit die Erweiterung reicht, bezogen auf die kürzere Seite.</translation>
    </message>
    <message>
        <source>How far the frame is turned; what is upright in it will be upright.</source>
        <translation>Wie weit der Rahmen gedreht ist; was darin aufrecht steht, wird aufrecht.</translation>
    </message>
    <message>
        <source>How literally the prompt is taken.</source>
        <translation>Wie wörtlich der Prompt genommen wird.</translation>
    </message>
    <message>
        <source>How long the line is.</source>
        <translation>Wie lang die Linie ist.</translation>
    </message>
    <message>
        <source>How many pictures a run makes, each with the next seed.</source>
        <translation>Wie viele Bilder ein Lauf macht, jedes mit dem nächsten Startwert.</translation>
    </message>
    <message>
        <source>How many pixels are averaged.</source>
        <translation>Über wie viele Pixel gemittelt wird.</translation>
    </message>
    <message>
        <source>How many.</source>
        <translation>Wie viele.</translation>
    </message>
    <message>
        <source>How much each dab adds.</source>
        <translation>Wie viel jeder Tupfer aufträgt.</translation>
    </message>
    <message>
        <source>How much edges are lifted.</source>
        <translation>Wie stark Kanten betont werden.</translation>
    </message>
    <message>
        <source>How much it covers.</source>
        <translation>Wie stark es deckt.</translation>
    </message>
    <message>
        <source>How much one stroke does.</source>
        <translation>Wie viel ein Strich bewirkt.</translation>
    </message>
    <message>
        <source>How much the texture counts.</source>
        <translation>Wie stark die Struktur zählt.</translation>
    </message>
    <message>
        <source>How often an unfinished picture is shown at most; 0 shows none.</source>
        <translation>Wie oft ein unfertiges Bild höchstens gezeigt wird; 0 zeigt keines.</translation>
    </message>
    <message>
        <source>How pixels are computed when it is put down.</source>
        <translation>Wie die Pixel beim Ablegen berechnet werden.</translation>
    </message>
    <message>
        <source>How round corners are.</source>
        <translation>Wie rund die Ecken sind.</translation>
    </message>
    <message>
        <source>How sharp its edge is.</source>
        <translation>Wie scharf sein Rand ist.</translation>
    </message>
    <message>
        <source>How softly the new part fades in, inside the mask.</source>
        <translation>Wie weich der neue Teil innerhalb der Maske einblendet.</translation>
    </message>
    <message>
        <source>How the noise is taken away, step by step.</source>
        <translation>Wie das Rauschen Schritt für Schritt entfernt wird.</translation>
    </message>
    <message>
        <source>How the picture formed: drag back to look at it, or to go on from there differently</source>
        <translation>Wie das Bild entstand: zurückziehen, um es anzusehen oder von dort anders weiterzugehen</translation>
    </message>
    <message>
        <source>How the window looks.</source>
        <translation>Wie das Fenster aussieht.</translation>
    </message>
    <message>
        <source>How this generation layer was made, with a way to make it again.</source>
        <translation>Wie diese generierte Ebene entstand, mit einem Weg, sie neu zu machen.</translation>
    </message>
    <message>
        <source>How to work with Figment, with a search.</source>
        <translation>Wie man mit Figment arbeitet, mit einer Suche.</translation>
    </message>
    <message>
        <source>How wide edges are.</source>
        <translation>Wie breit Kanten sind.</translation>
    </message>
    <message>
        <source>How wide it acts.</source>
        <translation>Wie weit es wirkt.</translation>
    </message>
    <message>
        <source>How wide the squares are.</source>
        <translation>Wie breit die Quadrate sind.</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>Farbton</translation>
    </message>
    <message>
        <source>Hue and Saturation</source>
        <translation>Farbton und Sättigung</translation>
    </message>
    <message>
        <source>Hue and Saturation…</source>
        <translation>Farbton und Sättigung…</translation>
    </message>
    <message>
        <source>Identity drift</source>
        <translation>Abstand zur Person</translation>
    </message>
    <message>
        <source>If it is a drawing, export it as PNG first.</source>
        <translation>Wenn es eine Zeichnung ist, sie zuerst als PNG exportieren.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Image Size…</source>
        <translation>Bildgröße…</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Import as Layer…</source>
        <translation>Als Ebene importieren…</translation>
    </message>
    <message>
        <source>Import as layer</source>
        <translation>Als Ebene importieren</translation>
    </message>
    <message>
        <source>Import {stem}</source>
        <translation>{stem} importieren</translation>
    </message>
    <message>
        <source>In quarantine after two crashes</source>
        <translation>Nach zwei Abstürzen in Quarantäne</translation>
    </message>
    <message>
        <source>Ink pen</source>
        <translation>Tuschefeder</translation>
    </message>
    <message>
        <source>Inpainting</source>
        <translation>Bildteile ersetzen</translation>
    </message>
    <message>
        <source>Intersect</source>
        <translation>Schneiden</translation>
    </message>
    <message>
        <source>Intersect with the selection</source>
        <translation>Mit der Auswahl schneiden</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Invert Selection</source>
        <translation>Auswahl umkehren</translation>
    </message>
    <message>
        <source>Invert selection</source>
        <translation>Auswahl umkehren</translation>
    </message>
    <message>
        <source>Is the printer switched on, and the folder writable?</source>
        <translation>Ist der Drucker eingeschaltet und der Ordner beschreibbar?</translation>
    </message>
    <message>
        <source>Is there room on the disk?</source>
        <translation>Ist auf dem Datenträger noch Platz?</translation>
    </message>
    <message>
        <source>It has no hook {hook}, so it gives no generators.</source>
        <translation>Es hat keinen Einhängepunkt {hook} und liefert daher keine Generatoren.</translation>
    </message>
    <message>
        <source>It has {count}.</source>
        <translation>Es hat {count}.</translation>
    </message>
    <message>
        <source>It is a {class_name}; choose another model.</source>
        <translation>Es ist ein {class_name}; ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>It is kept until Figment is closed, so save your work. {what_helps}</source>
        <translation>Es bleibt erhalten, bis Figment geschlossen wird; also die Arbeit speichern. {what_helps}</translation>
    </message>
    <message>
        <source>It needs the plugin “{plugin}”, which Help &gt; Plugins tells about.</source>
        <translation>Sie braucht das Plugin „{plugin}“; Hilfe &gt; Plugins sagt mehr dazu.</translation>
    </message>
    <message>
        <source>It was put aside; nothing else is affected.</source>
        <translation>Es wurde beiseitegelegt; sonst ist nichts betroffen.</translation>
    </message>
    <message>
        <source>It was {path}.</source>
        <translation>Es war {path}.</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Its direction; 0 is level.</source>
        <translation>Die Richtung; 0 ist waagerecht.</translation>
    </message>
    <message>
        <source>Its function {hook} is not marked with @hookimpl.</source>
        <translation>Seine Funktion {hook} ist nicht mit @hookimpl gekennzeichnet.</translation>
    </message>
    <message>
        <source>Its generator {generator_id} failed: {sentence_of}</source>
        <translation>Sein Generator {generator_id} ist gescheitert: {sentence_of}</translation>
    </message>
    <message>
        <source>Its height; negative mirrors it.</source>
        <translation>Die Höhe; negativ spiegelt.</translation>
    </message>
    <message>
        <source>Its memory comes back when Figment is restarted.</source>
        <translation>Der Speicher wird frei, wenn Figment neu gestartet wird.</translation>
    </message>
    <message>
        <source>Its training went wrong; choose an earlier checkpoint.</source>
        <translation>Das Training ist misslungen; einen früheren Stand wählen.</translation>
    </message>
    <message>
        <source>Its width; negative mirrors it.</source>
        <translation>Die Breite; negativ spiegelt.</translation>
    </message>
    <message>
        <source>Keep colours</source>
        <translation>Farben behalten</translation>
    </message>
    <message>
        <source>Keep it under a name in the project, as a channel.</source>
        <translation>Unter einem Namen im Projekt aufheben, als Kanal.</translation>
    </message>
    <message>
        <source>Keep lightness</source>
        <translation>Helligkeit erhalten</translation>
    </message>
    <message>
        <source>Keeps what the camera and other programs wrote: device, place, description.</source>
        <translation>Behält, was Kamera und andere Programme geschrieben haben: Gerät, Ort, Beschreibung.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>LCMScheduler</source>
        <translation>LCMScheduler</translation>
    </message>
    <message>
        <source>Lab </source>
        <translation>Lab </translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Latent desk</source>
        <translation>Gesichtertisch</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Leave a part of the picture unmasked, or let a model replace it with a prompt.</source>
        <translation>Einen Teil des Bildes unmaskiert lassen oder ihn von einem Modell nach einem Prompt ersetzen lassen.</translation>
    </message>
    <message>
        <source>Leave the layer as it is (Escape).</source>
        <translation>Die Ebene lassen, wie sie ist (Esc).</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Left Edges</source>
        <translation>Linke Kanten</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>Links und rechts</translation>
    </message>
    <message>
        <source>Left eye</source>
        <translation>Linkes Auge</translation>
    </message>
    <message>
        <source>Left is cooler, right is warmer.</source>
        <translation>Links ist kühler, rechts wärmer.</translation>
    </message>
    <message>
        <source>Left is greener, right is more magenta.</source>
        <translation>Links ist grüner, rechts mehr Magenta.</translation>
    </message>
    <message>
        <source>Left out, since they cannot be read: {told} and {more} more.</source>
        <translation>Ausgelassen, weil nicht lesbar: {told} und {more} weitere.</translation>
    </message>
    <message>
        <source>Left out, since they cannot be read: {told}.</source>
        <translation>Ausgelassen, weil nicht lesbar: {told}.</translation>
    </message>
    <message>
        <source>Legal</source>
        <translation>Legal</translation>
    </message>
    <message>
        <source>Less gives more usual faces, more gives odder ones.</source>
        <translation>Weniger gibt gewöhnlichere Gesichter, mehr gibt seltsamere.</translation>
    </message>
    <message>
        <source>Less than 1 keeps something of what is under the mask.</source>
        <translation>Unter 1 bleibt etwas von dem erhalten, was unter der Maske ist.</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Waagerecht</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Tonwertkorrektur</translation>
    </message>
    <message>
        <source>Levels…</source>
        <translation>Tonwertkorrektur…</translation>
    </message>
    <message>
        <source>Lifts or sinks the darkest tones.</source>
        <translation>Hebt oder senkt die dunkelsten Töne.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Light, in stops.</source>
        <translation>Licht, in Blendenstufen.</translation>
    </message>
    <message>
        <source>Lighten</source>
        <translation>Aufhellen</translation>
    </message>
    <message>
        <source>Lighter, darker, flatter, harder.</source>
        <translation>Heller, dunkler, flacher, härter.</translation>
    </message>
    <message>
        <source>Lightest result</source>
        <translation>Hellster Zielwert</translation>
    </message>
    <message>
        <source>Lightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Lightness alone.</source>
        <translation>Nur die Helligkeit.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Line width</source>
        <translation>Linienbreite</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Lines inside the frame.</source>
        <translation>Linien im Rahmen.</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>LoRA strength</source>
        <translation>LoRA-Stärke</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Load Selection…</source>
        <translation>Auswahl laden…</translation>
    </message>
    <message>
        <source>Load selection</source>
        <translation>Auswahl laden</translation>
    </message>
    <message>
        <source>Load selection “{name}”</source>
        <translation>Auswahl „{name}“ laden</translation>
    </message>
    <message>
        <source>Loaded generators beyond this are let go of, least recently used first.</source>
        <translation>Geladene Generatoren, die darüber hinausgehen, werden entladen, die am längsten unbenutzten zuerst.</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Lock Transparency</source>
        <translation>Transparenz sperren</translation>
    </message>
    <message>
        <source>Lock transparency</source>
        <translation>Transparenz sperren</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Locked: every run uses this seed. Click to draw a new one after each run</source>
        <translation>Fest: Jeder Lauf nimmt diesen Startwert. Klicken, um nach jedem Lauf einen neuen zu ziehen</translation>
    </message>
    <message>
        <source>Look for a backup of it.</source>
        <translation>Nach einer Sicherung davon suchen.</translation>
    </message>
    <message>
        <source>Looking at the picture…</source>
        <translation>Das Bild wird angesehen …</translation>
    </message>
    <message>
        <source>Looks at what is seen, not at one layer.</source>
        <translation>Betrachtet, was zu sehen ist, nicht eine Ebene.</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>Nach hinten stellen</translation>
    </message>
    <message>
        <source>Magentas</source>
        <translation>Magentatöne</translation>
    </message>
    <message>
        <source>Magic wand</source>
        <translation>Zauberstab</translation>
    </message>
    <message>
        <source>Make a portrait smile, age or lose its glasses; the rest of the photo stays.</source>
        <translation>Ein Porträt lächeln, altern oder die Brille ablegen lassen; der Rest des Fotos bleibt.</translation>
    </message>
    <message>
        <source>Make a slider</source>
        <translation>Regler machen</translation>
    </message>
    <message>
        <source>Make a variant that shares these steps and goes on with the prompt, the guidance and the mask as they are now  (Ctrl+Alt+Enter)</source>
        <translation>Eine Variante machen, die diese Schritte teilt und mit Prompt, Prompttreue und Maske weitergeht, wie sie jetzt sind  (Strg+Alt+Eingabe)</translation>
    </message>
    <message>
        <source>Make it again.</source>
        <translation>Noch einmal erstellen.</translation>
    </message>
    <message>
        <source>Make it smaller in another program first.</source>
        <translation>Zuerst in einem anderen Programm verkleinern.</translation>
    </message>
    <message>
        <source>Make one layer of all that is visible.</source>
        <translation>Aus allem Sichtbaren eine Ebene machen.</translation>
    </message>
    <message>
        <source>Make the page large enough for all that the layers have.</source>
        <translation>Die Seite so vergrößern, dass alles aus den Ebenen Platz hat.</translation>
    </message>
    <message>
        <source>Make the page larger or smaller without scaling.</source>
        <translation>Die Seite vergrößern oder verkleinern, ohne zu skalieren.</translation>
    </message>
    <message>
        <source>Makes a new picture in {where}</source>
        <translation>Macht ein neues Bild: {where}</translation>
    </message>
    <message>
        <source>Mark generated pictures</source>
        <translation>Generierte Bilder kennzeichnen</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>Filzstift</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Mask brush</source>
        <translation>Maskenpinsel</translation>
    </message>
    <message>
        <source>May pass for somebody else</source>
        <translation>Könnte jemand anderes sein</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Median…</source>
        <translation>Median…</translation>
    </message>
    <message>
        <source>Memory for models</source>
        <translation>Speicher für Modelle</translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation>Speicher für Rückgängig</translation>
    </message>
    <message>
        <source>Memory was short: this model now works more slowly with less.</source>
        <translation>Der Speicher war knapp: Dieses Modell arbeitet nun langsamer mit weniger.</translation>
    </message>
    <message>
        <source>Memory was short: {text}</source>
        <translation>Der Speicher war knapp: {text}</translation>
    </message>
    <message>
        <source>Merge Down</source>
        <translation>Mit darunterliegender vereinen</translation>
    </message>
    <message>
        <source>Merge down</source>
        <translation>Nach unten vereinen</translation>
    </message>
    <message>
        <source>Merge group</source>
        <translation>Gruppe vereinen</translation>
    </message>
    <message>
        <source>Merge some of its layers in another program first.</source>
        <translation>Zuerst in einem anderen Programm einige ihrer Ebenen vereinen.</translation>
    </message>
    <message>
        <source>Merge that first.</source>
        <translation>Diese zuerst vereinen.</translation>
    </message>
    <message>
        <source>Merge visible</source>
        <translation>Sichtbare vereinen</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Middles</source>
        <translation>Senkrechte Mitten</translation>
    </message>
    <message>
        <source>Midtones</source>
        <translation>Mitteltöne</translation>
    </message>
    <message>
        <source>Midtones: cyan to red</source>
        <translation>Mitteltöne: Cyan zu Rot</translation>
    </message>
    <message>
        <source>Midtones: magenta to green</source>
        <translation>Mitteltöne: Magenta zu Grün</translation>
    </message>
    <message>
        <source>Midtones: yellow to blue</source>
        <translation>Mitteltöne: Gelb zu Blau</translation>
    </message>
    <message>
        <source>Mirror View</source>
        <translation>Ansicht spiegeln</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model's size, 256 x 256</source>
        <translation>Modellgröße, 256 x 256</translation>
    </message>
    <message>
        <source>Model's size, 512 x 512</source>
        <translation>Modellgröße, 512 x 512</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.pt *.pth *.bin *.ckpt);;All files (*)</source>
        <translation>Modelle (*.safetensors *.pt *.pth *.bin *.ckpt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Monet</source>
        <translation>Monet</translation>
    </message>
    <message>
        <source>Monet to photo</source>
        <translation>Monet zu Foto</translation>
    </message>
    <message>
        <source>More colour where there is little.</source>
        <translation>Mehr Farbe, wo wenig ist.</translation>
    </message>
    <message>
        <source>More is more masculine, less more feminine.</source>
        <translation>Mehr ist männlicher, weniger weiblicher.</translation>
    </message>
    <message>
        <source>More is older.</source>
        <translation>Mehr ist älter.</translation>
    </message>
    <message>
        <source>More puts them on, less takes them off.</source>
        <translation>Mehr setzt sie auf, weniger nimmt sie ab.</translation>
    </message>
    <message>
        <source>More shows teeth, less closes the mouth.</source>
        <translation>Mehr zeigt Zähne, weniger schließt den Mund.</translation>
    </message>
    <message>
        <source>More steps take longer and learn more.</source>
        <translation>Mehr Schritte dauern länger und lernen mehr.</translation>
    </message>
    <message>
        <source>More steps, finer pictures, longer runs.</source>
        <translation>Mehr Schritte, feinere Bilder, längere Läufe.</translation>
    </message>
    <message>
        <source>Morph</source>
        <translation>Überblenden</translation>
    </message>
    <message>
        <source>Motion Blur</source>
        <translation>Bewegungsunschärfe</translation>
    </message>
    <message>
        <source>Motion Blur…</source>
        <translation>Bewegungsunschärfe…</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move guide</source>
        <translation>Hilfslinie verschieben</translation>
    </message>
    <message>
        <source>Move its corners apart.</source>
        <translation>Die Ecken auseinanderziehen.</translation>
    </message>
    <message>
        <source>Move selected pixels</source>
        <translation>Ausgewählte Pixel verschieben</translation>
    </message>
    <message>
        <source>Move selection</source>
        <translation>Auswahl verschieben</translation>
    </message>
    <message>
        <source>Move {name}</source>
        <translation>{name} verschieben</translation>
    </message>
    <message>
        <source>Much of this face lies outside of the picture</source>
        <translation>Viel von diesem Gesicht liegt außerhalb des Bildes</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>Multiplizieren</translation>
    </message>
    <message>
        <source>Mutation</source>
        <translation>Mutation</translation>
    </message>
    <message>
        <source>My brush</source>
        <translation>Mein Pinsel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name the attributes {join}; write 0 or 1, or a number of years for age.</source>
        <translation>Die Merkmale {join} nennen; 0 oder 1 schreiben, beim Alter eine Zahl von Jahren.</translation>
    </message>
    <message>
        <source>Navier-Stokes, no model</source>
        <translation>Navier-Stokes, ohne Modell</translation>
    </message>
    <message>
        <source>Needs a mask: paint one (Q) or select</source>
        <translation>Braucht eine Maske: malen (Q) oder auswählen</translation>
    </message>
    <message>
        <source>Needs a model, and none is installed.</source>
        <translation>Braucht ein Modell, und keines ist installiert.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New Guide…</source>
        <translation>Neue Hilfslinie…</translation>
    </message>
    <message>
        <source>New Layer</source>
        <translation>Neue Ebene</translation>
    </message>
    <message>
        <source>New faces</source>
        <translation>Neue Gesichter</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>New guide</source>
        <translation>Neue Hilfslinie</translation>
    </message>
    <message>
        <source>New guides</source>
        <translation>Neue Hilfslinien</translation>
    </message>
    <message>
        <source>New layer</source>
        <translation>Neue Ebene</translation>
    </message>
    <message>
        <source>New picture</source>
        <translation>Neues Bild</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu…</translation>
    </message>
    <message>
        <source>Next Variant</source>
        <translation>Nächste Variante</translation>
    </message>
    <message>
        <source>No drawing program writes such files; do not trust it.</source>
        <translation>Kein Zeichenprogramm schreibt solche Dateien; ihr ist nicht zu trauen.</translation>
    </message>
    <message>
        <source>No face was found in this picture.</source>
        <translation>In diesem Bild wurde kein Gesicht gefunden.</translation>
    </message>
    <message>
        <source>No generator has a desk.</source>
        <translation>Kein Generator hat einen Tisch.</translation>
    </message>
    <message>
        <source>No generator is available.</source>
        <translation>Es ist kein Generator verfügbar.</translation>
    </message>
    <message>
        <source>No generator is available; see Help &gt; Plugins for the reason.</source>
        <translation>Kein Generator verfügbar; Hilfe &gt; Plugins nennt den Grund.</translation>
    </message>
    <message>
        <source>No job runs or waits.</source>
        <translation>Kein Auftrag läuft oder wartet.</translation>
    </message>
    <message>
        <source>No layer could be read; the flattened picture was opened instead.</source>
        <translation>Keine Ebene war lesbar; stattdessen wurde das flache Bild geöffnet.</translation>
    </message>
    <message>
        <source>No layer is chosen.</source>
        <translation>Es ist keine Ebene gewählt.</translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation>Es ist kein Bild offen.</translation>
    </message>
    <message>
        <source>No results are waiting; generate some first.</source>
        <translation>Es warten keine Ergebnisse; zuerst generieren.</translation>
    </message>
    <message>
        <source>No source is chosen.</source>
        <translation>Es ist keine Quelle gewählt.</translation>
    </message>
    <message>
        <source>No texture</source>
        <translation>Keine Struktur</translation>
    </message>
    <message>
        <source>Nobody can see the eyes behind these: they stay on</source>
        <translation>Die Augen dahinter sieht niemand: Sie bleibt auf</translation>
    </message>
    <message>
        <source>Nobody can tell which generator “{name}” is for ({what}).</source>
        <translation>Es lässt sich nicht feststellen, für welchen Generator „{name}“ ist ({what}).</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Noise…</source>
        <translation>Rauschen…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Not all of the plugin “{names}” works.</source>
        <translation>Das Plugin „{names}“ funktioniert nicht ganz.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation>Es wurde noch nichts getan.</translation>
    </message>
    <message>
        <source>Nothing has been undone.</source>
        <translation>Es wurde nichts rückgängig gemacht.</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>Es ist nichts ausgewählt.</translation>
    </message>
    <message>
        <source>Nothing lies below the layer that it could be merged with.</source>
        <translation>Unter der Ebene liegt nichts, womit sie zu vereinen wäre.</translation>
    </message>
    <message>
        <source>Nothing lies on the desk yet.</source>
        <translation>Auf dem Tisch liegt noch nichts.</translation>
    </message>
    <message>
        <source>Nothing of “{name}” is selected.</source>
        <translation>Von „{name}“ ist nichts ausgewählt.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Derzeit</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Gegenstände</translation>
    </message>
    <message>
        <source>Of a picture 256 pixels wide; larger ones scale it.</source>
        <translation>Bei einem 256 Pixel breiten Bild; größere skalieren sie.</translation>
    </message>
    <message>
        <source>Of the window, and how numbers are written; Figment is started anew for it.</source>
        <translation>Des Fensters, und wie Zahlen geschrieben werden; Figment wird dafür neu gestartet.</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Versatz</translation>
    </message>
    <message>
        <source>Old results could not be deleted.</source>
        <translation>Alte Ergebnisse konnten nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>Older steps beyond this move to the disk.</source>
        <translation>Ältere Schritte darüber hinaus wandern auf den Datenträger.</translation>
    </message>
    <message>
        <source>On Debian and Ubuntu: apt install {qt_packages}</source>
        <translation>Unter Debian und Ubuntu: apt install {qt_packages}</translation>
    </message>
    <message>
        <source>On One Step</source>
        <translation>Einen Schritt weiter</translation>
    </message>
    <message>
        <source>On the canvas, Tab does it while it is held.</source>
        <translation>Auf der Arbeitsfläche tut es die gehaltene Tab-Taste.</translation>
    </message>
    <message>
        <source>One colour</source>
        <translation>Eine Farbe</translation>
    </message>
    <message>
        <source>One of the fonts of this system.</source>
        <translation>Eine der Schriften dieses Systems.</translation>
    </message>
    <message>
        <source>One of these faces belongs to another model, {get}.</source>
        <translation>Eines dieser Gesichter gehört zu einem anderen Modell, {get}.</translation>
    </message>
    <message>
        <source>One of these pieces is no face.</source>
        <translation>Eines dieser Stücke ist kein Gesicht.</translation>
    </message>
    <message>
        <source>One pixel</source>
        <translation>Ein Pixel</translation>
    </message>
    <message>
        <source>One stop is twice the light.</source>
        <translation>Eine Blendenstufe ist doppelt so viel Licht.</translation>
    </message>
    <message>
        <source>Only components of diffusers and transformers are loaded.</source>
        <translation>Nur Bestandteile aus diffusers und transformers werden geladen.</translation>
    </message>
    <message>
        <source>Only gray and RGB pictures can be {painted} here.</source>
        <translation>Nur Graustufen- und RGB-Bilder: {painted}.</translation>
    </message>
    <message>
        <source>Only models trained in both directions can be checked; show the painting.</source>
        <translation>Nur Modelle, die in beide Richtungen trainiert sind, lassen sich prüfen; das Gemälde anzeigen.</translation>
    </message>
    <message>
        <source>Only pixels joined to the one clicked.</source>
        <translation>Nur Pixel, die mit dem angeklickten zusammenhängen.</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a picture or start a new one first.</source>
        <translation>Zuerst ein Bild öffnen oder ein neues beginnen.</translation>
    </message>
    <message>
        <source>Open a picture or start a new one first: pieces are kept in its project.</source>
        <translation>Zuerst ein Bild öffnen oder ein neues beginnen: Stücke liegen in seinem Projekt.</translation>
    </message>
    <message>
        <source>Open one, or paint one.</source>
        <translation>Eines öffnen oder malen.</translation>
    </message>
    <message>
        <source>Opening “{name}”</source>
        <translation>„{name}“ wird geöffnet</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Kontur</translation>
    </message>
    <message>
        <source>Outlines and colour strokes to garments and shoes.</source>
        <translation>Umrisse und Farbstriche werden Kleidung und Schuhe.</translation>
    </message>
    <message>
        <source>Outlines and colour strokes to glossy things of any sort.</source>
        <translation>Umrisse und Farbstriche werden glänzende Dinge aller Art.</translation>
    </message>
    <message>
        <source>Outpaint beyond the page</source>
        <translation>Über die Seite hinaus erweitern</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Ineinanderkopieren</translation>
    </message>
    <message>
        <source>Own sliders</source>
        <translation>Eigene Regler</translation>
    </message>
    <message>
        <source>PNDMScheduler</source>
        <translation>PNDMScheduler</translation>
    </message>
    <message>
        <source>PNG, JPEG, WebP, TIFF, BMP, GIF, AVIF and OpenRaster files open.</source>
        <translation>Geöffnet werden PNG, JPEG, WebP, TIFF, BMP, GIF, AVIF und OpenRaster.</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>Zeichnen als</translation>
    </message>
    <message>
        <source>Paint on its mask, or choose another layer.</source>
        <translation>Auf ihre Maske malen oder eine andere Ebene wählen.</translation>
    </message>
    <message>
        <source>Paint only where the layer has pixels.</source>
        <translation>Nur dort malen, wo die Ebene Pixel hat.</translation>
    </message>
    <message>
        <source>Paint over a blemish; it is mended from its surroundings when you let go.</source>
        <translation>Einen Makel übermalen; beim Loslassen wird er aus der Umgebung repariert.</translation>
    </message>
    <message>
        <source>Paint over something, and it is gone, or turns into what you describe.</source>
        <translation>Etwas übermalen, und es verschwindet oder wird, was man beschreibt.</translation>
    </message>
    <message>
        <source>Paint over the part to work on. Alt takes it away.</source>
        <translation>Den Teil übermalen, an dem gearbeitet wird. Alt nimmt ihn weg.</translation>
    </message>
    <message>
        <source>Paint over the part with the mask brush (Q) or select it.</source>
        <translation>Den Teil mit dem Maskenpinsel (Q) übermalen oder auswählen.</translation>
    </message>
    <message>
        <source>Paint over the part with the mask brush, or select it.</source>
        <translation>Den Teil mit dem Maskenpinsel übermalen oder auswählen.</translation>
    </message>
    <message>
        <source>Paint to blur; Alt sharpens.</source>
        <translation>Malen zeichnet weich; Alt zeichnet scharf.</translation>
    </message>
    <message>
        <source>Paint to lighten; Alt darkens. It can saturate and desaturate too.</source>
        <translation>Malen hellt auf, Alt dunkelt ab. Sättigen und entsättigen geht auch.</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>Gemälde</translation>
    </message>
    <message>
        <source>Paints what you describe in words, or changes the picture you have that way.</source>
        <translation>Malt, was man in Worten beschreibt, oder ändert das vorhandene Bild danach.</translation>
    </message>
    <message>
        <source>Pale colours change most; strong ones hardly.</source>
        <translation>Blasse Farben ändern sich am meisten, kräftige kaum.</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bedienfelder</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>Parts of “{name}” are damaged: pixels may be black, or names missing.</source>
        <translation>Teile von „{name}“ sind beschädigt: Pixel können schwarz sein oder Namen fehlen.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste as New Picture</source>
        <translation>Als neues Bild einfügen</translation>
    </message>
    <message>
        <source>Patches from around, no model</source>
        <translation>Flicken aus der Umgebung, ohne Modell</translation>
    </message>
    <message>
        <source>Pen curve</source>
        <translation>Stiftkurve</translation>
    </message>
    <message>
        <source>Pen opacity</source>
        <translation>Stift-Deckkraft</translation>
    </message>
    <message>
        <source>Pen size</source>
        <translation>Stift-Größe</translation>
    </message>
    <message>
        <source>Pencil</source>
        <translation>Bleistift</translation>
    </message>
    <message>
        <source>Perspective</source>
        <translation>Perspektive</translation>
    </message>
    <message>
        <source>Photo to sketch</source>
        <translation>Foto zu Skizze</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos take a soft, pale palette and short strokes; on the way back paintings gain contrast and keep the strokes.</source>
        <translation>Fotos bekommen eine weiche, blasse Palette und kurze Striche; auf dem Rückweg gewinnen Gemälde an Kontrast und behalten die Striche.</translation>
    </message>
    <message>
        <source>Photos take the painter's palette and strokes; paintings go the other way.</source>
        <translation>Fotos bekommen Palette und Strich des Malers; Gemälde gehen den umgekehrten Weg.</translation>
    </message>
    <message>
        <source>Photos take thick, swirling strokes and warm colours; on the way back paintings lose the colours, not the strokes.</source>
        <translation>Fotos bekommen dicke, wirbelnde Striche und warme Farben; auf dem Rückweg verlieren Gemälde die Farben, nicht die Striche.</translation>
    </message>
    <message>
        <source>Photoshop document with layers (*.psd)</source>
        <translation>Photoshop-Dokument mit Ebenen (*.psd)</translation>
    </message>
    <message>
        <source>Pick layer</source>
        <translation>Ebene aufnehmen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pictures and results come back as they are, only without steps to undo.</source>
        <translation>Bilder und Ergebnisse kommen zurück, wie sie sind, nur ohne Schritte zum Rückgängigmachen.</translation>
    </message>
    <message>
        <source>Pictures in the manner that is to be learned.</source>
        <translation>Bilder in der Manier, die gelernt werden soll.</translation>
    </message>
    <message>
        <source>Pictures of things with transparency around them, or photos of one thing each on a plain background.</source>
        <translation>Bilder von Dingen mit Transparenz um sie herum oder Fotos von je einem Ding auf einfarbigem Grund.</translation>
    </message>
    <message>
        <source>Pictures, Photoshop documents and OpenRaster projects.</source>
        <translation>Bilder, Photoshop-Dokumente und OpenRaster-Projekte.</translation>
    </message>
    <message>
        <source>Piece</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Piece {number} of a desk is damaged; it was left out.</source>
        <translation>Stück {number} eines Tisches ist beschädigt und wurde weggelassen.</translation>
    </message>
    <message>
        <source>Pixelate</source>
        <translation>Mosaik</translation>
    </message>
    <message>
        <source>Pixelate…</source>
        <translation>Mosaik…</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Pixels at least as light as this become white.</source>
        <translation>Pixel, die mindestens so hell sind, werden weiß.</translation>
    </message>
    <message>
        <source>Place a picture file in this picture.</source>
        <translation>Eine Bilddatei in dieses Bild setzen.</translation>
    </message>
    <message>
        <source>Place both by hand where the face is not found or does not fit.</source>
        <translation>Beide von Hand setzen, wo das Gesicht nicht gefunden wird oder nicht passt.</translation>
    </message>
    <message>
        <source>Place points</source>
        <translation>Punkte setzen</translation>
    </message>
    <message>
        <source>Place the eyes by hand</source>
        <translation>Augen von Hand setzen</translation>
    </message>
    <message>
        <source>Place the eyes by hand, or choose a picture with a larger face seen from the front.</source>
        <translation>Die Augen von Hand setzen oder ein Bild mit einem größeren, von vorn gesehenen Gesicht wählen.</translation>
    </message>
    <message>
        <source>Place them {side_by_side_px} pixels apart.</source>
        <translation>Sie {side_by_side_px} Pixel auseinander setzen.</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>Plugins</translation>
    </message>
    <message>
        <source>Plugins…</source>
        <translation>Plugins…</translation>
    </message>
    <message>
        <source>Pocket</source>
        <translation>Pocket</translation>
    </message>
    <message>
        <source>Portraits</source>
        <translation>Porträts</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Posterize</source>
        <translation>Tontrennung</translation>
    </message>
    <message>
        <source>Posterize…</source>
        <translation>Tontrennung…</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Pressure sets the opacity.</source>
        <translation>Der Druck bestimmt die Deckkraft.</translation>
    </message>
    <message>
        <source>Pressure sets the size.</source>
        <translation>Der Druck bestimmt die Größe.</translation>
    </message>
    <message>
        <source>Previews per second</source>
        <translation>Vorschauen pro Sekunde</translation>
    </message>
    <message>
        <source>Previous Variant</source>
        <translation>Vorherige Variante</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Project with layers (*.ora)</source>
        <translation>Projekt mit Ebenen (*.ora)</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Put a folder in the diffusers format (Stable Diffusion, SDXL, SD3, Flux...), or a single .safetensors file of Stable Diffusion 1, 2 or XL, into the model folder that `figment doctor` names.</source>
        <translation>Einen Ordner im Format von diffusers (Stable Diffusion, SDXL, SD3, Flux …) oder eine einzelne .safetensors-Datei von Stable Diffusion 1, 2 oder XL in den Modellordner legen, den `figment doctor` nennt.</translation>
    </message>
    <message>
        <source>Put aligned faces into it.</source>
        <translation>Ausgerichtete Gesichter hineinlegen.</translation>
    </message>
    <message>
        <source>Put all faces and their CSV into one.</source>
        <translation>Legen Sie alle Gesichter und ihre CSV-Datei in einen.</translation>
    </message>
    <message>
        <source>Put one into the model folder, which `figment doctor` names.</source>
        <translation>Eines in den Modellordner legen, den `figment doctor` nennt.</translation>
    </message>
    <message>
        <source>Put one into the model folder.</source>
        <translation>Eines in den Modellordner legen.</translation>
    </message>
    <message>
        <source>Put them into a group first.</source>
        <translation>Sie zuerst in eine Gruppe legen.</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Radial</source>
        <translation>Kreisförmig</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>Radius</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>Nach vorn stellen</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <source>Recipe in exported pictures</source>
        <translation>Rezept in exportierten Bildern</translation>
    </message>
    <message>
        <source>Recipe…</source>
        <translation>Rezept…</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Reconstruction error</source>
        <translation>Wiedergabefehler</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Reds</source>
        <translation>Rottöne</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove Mask</source>
        <translation>Ebenenmaske entfernen</translation>
    </message>
    <message>
        <source>Remove mask</source>
        <translation>Maske entfernen</translation>
    </message>
    <message>
        <source>Remove, or replace by the prompt</source>
        <translation>Entfernen oder nach dem Prompt ersetzen</translation>
    </message>
    <message>
        <source>Remover of glasses</source>
        <translation>Brillenabnehmer</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Repaints a photo as Monet or Van Gogh would, or a painting as a photo.</source>
        <translation>Malt ein Foto, wie Monet oder Van Gogh es täten, oder ein Gemälde als Foto.</translation>
    </message>
    <message>
        <source>Replace by the prompt</source>
        <translation>Nach dem Prompt ersetzen</translation>
    </message>
    <message>
        <source>Replace the selection</source>
        <translation>Die Auswahl ersetzen</translation>
    </message>
    <message>
        <source>Reset Panels</source>
        <translation>Bedienfelder zurücksetzen</translation>
    </message>
    <message>
        <source>Reset Rotation</source>
        <translation>Drehung zurücksetzen</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Größe ändern</translation>
    </message>
    <message>
        <source>Restart Now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>Restart it when that is done, or cancel it first.</source>
        <translation>Starten Sie es neu, wenn das fertig ist, oder brechen Sie es vorher ab.</translation>
    </message>
    <message>
        <source>Reuse Recipe</source>
        <translation>Rezept übernehmen</translation>
    </message>
    <message>
        <source>Reveal All</source>
        <translation>Alles einblenden</translation>
    </message>
    <message>
        <source>Reveal all</source>
        <translation>Alles einblenden</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Right Edges</source>
        <translation>Rechte Kanten</translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>Rechtes Auge</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>Rotate 180°</source>
        <translation>Um 180° drehen</translation>
    </message>
    <message>
        <source>Rotate 180° (Layer)</source>
        <translation>Um 180° drehen (Ebene)</translation>
    </message>
    <message>
        <source>Rotate 90° Clockwise</source>
        <translation>Um 90° im Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Rotate 90° Clockwise (Layer)</source>
        <translation>Um 90° im Uhrzeigersinn drehen (Ebene)</translation>
    </message>
    <message>
        <source>Rotate 90° Counter-clockwise</source>
        <translation>Um 90° gegen den Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Rotate 90° Counter-clockwise (Layer)</source>
        <translation>Um 90° gegen den Uhrzeigersinn drehen (Ebene)</translation>
    </message>
    <message>
        <source>Rotate View Clockwise</source>
        <translation>Ansicht im Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Rotate View Counter-clockwise</source>
        <translation>Ansicht gegen den Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Rotate by Angle…</source>
        <translation>Um Winkel drehen…</translation>
    </message>
    <message>
        <source>Rough paper</source>
        <translation>Raues Papier</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Aufnahmebereich</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Abtastung</translation>
    </message>
    <message>
        <source>Saturate</source>
        <translation>Sättigung erhöhen</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save Selection…</source>
        <translation>Auswahl speichern…</translation>
    </message>
    <message>
        <source>Save a selection first.</source>
        <translation>Zuerst eine Auswahl sichern.</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Save brush</source>
        <translation>Pinsel speichern</translation>
    </message>
    <message>
        <source>Save elsewhere; nothing on the disk was changed.</source>
        <translation>Woanders speichern; auf dem Datenträger wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Save it again in Photoshop with maximum compatibility, or as PNG.</source>
        <translation>In Photoshop noch einmal mit maximaler Kompatibilität speichern, oder als PNG.</translation>
    </message>
    <message>
        <source>Save it as PNG or TIFF.</source>
        <translation>Als PNG oder TIFF speichern.</translation>
    </message>
    <message>
        <source>Save it as a project (.ora), or export a copy.</source>
        <translation>Als Projekt (.ora) speichern oder eine Kopie exportieren.</translation>
    </message>
    <message>
        <source>Save it as an 8-bit PNG in the program that made it.</source>
        <translation>In dem Programm, das es erstellt hat, als 8-Bit-PNG speichern.</translation>
    </message>
    <message>
        <source>Save it under another name, or write it anyway.</source>
        <translation>Unter einem anderen Namen speichern oder trotzdem schreiben.</translation>
    </message>
    <message>
        <source>Save its state dict alone, or ask its author for a .safetensors file.</source>
        <translation>Nur das state dict speichern oder den Urheber um eine .safetensors-Datei bitten.</translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation>Auswahl speichern</translation>
    </message>
    <message>
        <source>Save selection “{name}”</source>
        <translation>Auswahl „{name}“ speichern</translation>
    </message>
    <message>
        <source>Save to another folder.</source>
        <translation>In einem anderen Ordner speichern.</translation>
    </message>
    <message>
        <source>Save under another name.</source>
        <translation>Unter einem anderen Namen speichern.</translation>
    </message>
    <message>
        <source>Save your work, then end Figment and start it again.</source>
        <translation>Speichern Sie Ihre Arbeit, beenden Sie dann Figment und starten Sie es wieder.</translation>
    </message>
    <message>
        <source>Save your work. {what_helps}</source>
        <translation>Die Arbeit speichern. {what_helps}</translation>
    </message>
    <message>
        <source>Saving “{name}”</source>
        <translation>„{name}“ wird gespeichert</translation>
    </message>
    <message>
        <source>Say in which colours the picture's numbers are meant.</source>
        <translation>Festlegen, in welchen Farben die Zahlen des Bildes gemeint sind.</translation>
    </message>
    <message>
        <source>Say it with --kind.</source>
        <translation>Mit --kind angeben.</translation>
    </message>
    <message>
        <source>Says in exported files that pixels were generated (IPTC digital source type).</source>
        <translation>Vermerkt in exportierten Dateien, dass Pixel generiert wurden (IPTC Digital Source Type).</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skalieren</translation>
    </message>
    <message>
        <source>Scale the whole picture.</source>
        <translation>Das ganze Bild skalieren.</translation>
    </message>
    <message>
        <source>Scaled</source>
        <translation>Skaliert</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Negativ multiplizieren</translation>
    </message>
    <message>
        <source>Screen's profile</source>
        <translation>Profil des Bildschirms</translation>
    </message>
    <message>
        <source>Search Every Command…</source>
        <translation>Jeden Befehl suchen…</translation>
    </message>
    <message>
        <source>See Help &gt; Plugins for the reason.</source>
        <translation>Hilfe &gt; Plugins nennt den Grund.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Select Layer's Mask</source>
        <translation>Ebenenmaske als Auswahl</translation>
    </message>
    <message>
        <source>Select Layer's Pixels</source>
        <translation>Ebenenpixel als Auswahl</translation>
    </message>
    <message>
        <source>Select a part of it, or deselect.</source>
        <translation>Einen Teil davon auswählen oder die Auswahl aufheben.</translation>
    </message>
    <message>
        <source>Select a part of the page.</source>
        <translation>Einen Teil der Seite auswählen.</translation>
    </message>
    <message>
        <source>Select a smaller part of it, or close other programs.</source>
        <translation>Einen kleineren Teil davon auswählen oder andere Programme schließen.</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Select by colour</source>
        <translation>Nach Farbe auswählen</translation>
    </message>
    <message>
        <source>Select layer</source>
        <translation>Ebene auswählen</translation>
    </message>
    <message>
        <source>Select mask</source>
        <translation>Maske auswählen</translation>
    </message>
    <message>
        <source>Select something first.</source>
        <translation>Zuerst etwas auswählen.</translation>
    </message>
    <message>
        <source>Select what is to stay.</source>
        <translation>Auswählen, was bleiben soll.</translation>
    </message>
    <message>
        <source>Select {lower}</source>
        <translation>Auswahl: {lower}</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Selection {n}</source>
        <translation>Auswahl {n}</translation>
    </message>
    <message>
        <source>Set strength to 1 for a new one, or open one.</source>
        <translation>Die Stärke für ein neues auf 1 setzen, oder eines öffnen.</translation>
    </message>
    <message>
        <source>Shadows</source>
        <translation>Tiefen</translation>
    </message>
    <message>
        <source>Shadows, midtones and highlights, each for itself.</source>
        <translation>Tiefen, Mitteltöne und Lichter, jeweils für sich.</translation>
    </message>
    <message>
        <source>Shadows: cyan to red</source>
        <translation>Tiefen: Cyan zu Rot</translation>
    </message>
    <message>
        <source>Shadows: magenta to green</source>
        <translation>Tiefen: Magenta zu Grün</translation>
    </message>
    <message>
        <source>Shadows: yellow to blue</source>
        <translation>Tiefen: Gelb zu Blau</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Sharp (Lanczos)</source>
        <translation>Scharf (Lanczos)</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>Scharfzeichnen</translation>
    </message>
    <message>
        <source>Sharpen brush</source>
        <translation>Scharfzeichner-Pinsel</translation>
    </message>
    <message>
        <source>Shift adds, Alt subtracts, both intersect.</source>
        <translation>Umschalt fügt hinzu, Alt zieht ab, beide schneiden.</translation>
    </message>
    <message>
        <source>Short movements in the window.</source>
        <translation>Kurze Bewegungen im Fenster.</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Shortcuts…</source>
        <translation>Tastenkürzel…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show Guides</source>
        <translation>Hilfslinien anzeigen</translation>
    </message>
    <message>
        <source>Show it in the layers panel.</source>
        <translation>Im Ebenenbedienfeld einblenden.</translation>
    </message>
    <message>
        <source>Show it, or delete it.</source>
        <translation>Einblenden oder löschen.</translation>
    </message>
    <message>
        <source>Shrink Selection…</source>
        <translation>Auswahl verkleinern…</translation>
    </message>
    <message>
        <source>Shrink selection</source>
        <translation>Auswahl verkleinern</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Sideways</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>Single files of Stable Diffusion 1, 2 and XL are read; of others take the folder in the diffusers format.</source>
        <translation>Gelesen werden einzelne Dateien von Stable Diffusion 1, 2 und XL; von anderen den Ordner im Format von diffusers nehmen.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sketch to photo</source>
        <translation>Skizze zu Foto</translation>
    </message>
    <message>
        <source>Sketch, 1024 x 1024</source>
        <translation>Skizze, 1024 x 1024</translation>
    </message>
    <message>
        <source>Skew</source>
        <translation>Neigen</translation>
    </message>
    <message>
        <source>Sliders that were made on the latent desk.</source>
        <translation>Regler, die auf dem Gesichtertisch gemacht wurden.</translation>
    </message>
    <message>
        <source>Small network, grain from around</source>
        <translation>Kleines Netz, Textur aus der Umgebung</translation>
    </message>
    <message>
        <source>Smaller differences than this stay.</source>
        <translation>Kleinere Unterschiede bleiben.</translation>
    </message>
    <message>
        <source>Smeared along a line.</source>
        <translation>Entlang einer Linie verwischt.</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>Lächeln</translation>
    </message>
    <message>
        <source>Smile, age, glasses, hair and more of a face seen from the front.</source>
        <translation>Lächeln, Alter, Brille, Haar und mehr an einem von vorn gesehenen Gesicht.</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glatt</translation>
    </message>
    <message>
        <source>Smooth (bicubic)</source>
        <translation>Glatt (bikubisch)</translation>
    </message>
    <message>
        <source>Smooth Selection…</source>
        <translation>Auswahl abrunden…</translation>
    </message>
    <message>
        <source>Smooth selection</source>
        <translation>Auswahl abrunden</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Smudge</source>
        <translation>Wischfinger</translation>
    </message>
    <message>
        <source>Snap</source>
        <translation>Einrasten</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>Weich</translation>
    </message>
    <message>
        <source>Soft (bilinear)</source>
        <translation>Weich (bilinear)</translation>
    </message>
    <message>
        <source>Soft light</source>
        <translation>Weiches Licht</translation>
    </message>
    <message>
        <source>Soft round</source>
        <translation>Weich, rund</translation>
    </message>
    <message>
        <source>Soft, like out of focus.</source>
        <translation>Weich, wie unscharf eingestellt.</translation>
    </message>
    <message>
        <source>Softens the edge.</source>
        <translation>Macht den Rand weich.</translation>
    </message>
    <message>
        <source>Something went wrong inside Figment.</source>
        <translation>In Figment ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Space for results</source>
        <translation>Platz für Ergebnisse</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Spherical</source>
        <translation>Sphärisch</translation>
    </message>
    <message>
        <source>Sponge</source>
        <translation>Schwamm</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Square pictures with the eyes level, at half the height, and attributes.csv: a column id with their names, and one for each slider.</source>
        <translation>Quadratische Bilder mit waagerechten Augen auf halber Höhe, dazu attributes.csv: eine Spalte id mit ihren Namen und eine für jeden Regler.</translation>
    </message>
    <message>
        <source>Squares of one colour.</source>
        <translation>Quadrate in einer Farbe.</translation>
    </message>
    <message>
        <source>Start it to get them back; they stay where they are.</source>
        <translation>Dieses starten, um sie zurückzubekommen; sie bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Start one with Ctrl+N or open one.</source>
        <translation>Mit Strg+N eines beginnen oder eines öffnen.</translation>
    </message>
    <message>
        <source>Steadies the hand.</source>
        <translation>Beruhigt die Hand.</translation>
    </message>
    <message>
        <source>Step {step} of this picture was not kept.</source>
        <translation>Schritt {step} dieses Bildes wurde nicht aufgehoben.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop and Quit</source>
        <translation>Anhalten und beenden</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>Blendenstufen</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>Gerade ausrichten</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>Style transfer</source>
        <translation>Stilübertragung</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>Abziehen</translation>
    </message>
    <message>
        <source>Subtract from the selection</source>
        <translation>Von der Auswahl abziehen</translation>
    </message>
    <message>
        <source>Sunglasses</source>
        <translation>Sonnenbrille</translation>
    </message>
    <message>
        <source>Swap Colours</source>
        <translation>Farben tauschen</translation>
    </message>
    <message>
        <source>Tabloid</source>
        <translation>Tabloid</translation>
    </message>
    <message>
        <source>Take a kept selection, or add, subtract or intersect it.</source>
        <translation>Eine gespeicherte Auswahl nehmen, hinzufügen, abziehen oder schneiden.</translation>
    </message>
    <message>
        <source>Take a still picture of it first.</source>
        <translation>Zuerst ein Standbild daraus machen.</translation>
    </message>
    <message>
        <source>Take generator, values and seed from this generation layer.</source>
        <translation>Generator, Werte und Startwert dieser generierten Ebene nehmen.</translation>
    </message>
    <message>
        <source>Take it out of the folder.</source>
        <translation>Nehmen Sie es aus dem Ordner.</translation>
    </message>
    <message>
        <source>Take the full version of the model, with its autoencoder and text encoder.</source>
        <translation>Die vollständige Fassung des Modells nehmen, mit Autoencoder und Textencoder.</translation>
    </message>
    <message>
        <source>Takes glasses off faces seen from the front.</source>
        <translation>Nimmt Gesichtern, die von vorn zu sehen sind, die Brille ab.</translation>
    </message>
    <message>
        <source>Takes light and strokes of the painting, not its colours.</source>
        <translation>Nimmt Licht und Strich des Gemäldes, nicht seine Farben.</translation>
    </message>
    <message>
        <source>Takes specks away and keeps edges.</source>
        <translation>Entfernt Flecken und erhält Kanten.</translation>
    </message>
    <message>
        <source>Takes the face on the page, the one that the sliders would change.</source>
        <translation>Nimmt das Gesicht auf der Seite, das die Regler ändern würden.</translation>
    </message>
    <message>
        <source>Takes the topmost layer under the pointer instead of the active one.</source>
        <translation>Nimmt die oberste Ebene unter dem Zeiger statt der aktiven.</translation>
    </message>
    <message>
        <source>Telea, no model</source>
        <translation>Telea, ohne Modell</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Farbtemperatur</translation>
    </message>
    <message>
        <source>Temperature…</source>
        <translation>Farbtemperatur…</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Text to image</source>
        <translation>Text zu Bild</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>Texture from nearby</source>
        <translation>Struktur aus der Nähe</translation>
    </message>
    <message>
        <source>The EXIF block is damaged and was left out.</source>
        <translation>Der EXIF-Block ist beschädigt und wurde weggelassen.</translation>
    </message>
    <message>
        <source>The EXIF block is too long for JPEG and was left out.</source>
        <translation>Der EXIF-Block ist zu lang für JPEG und wurde weggelassen.</translation>
    </message>
    <message>
        <source>The ICC profile of the screen; where none is chosen, the one that the system names.</source>
        <translation>Das ICC-Profil des Bildschirms; ist keines gewählt, das vom System genannte.</translation>
    </message>
    <message>
        <source>The LoRA “{name}” is a pickle, which is not opened: it could run code.</source>
        <translation>Das LoRA „{name}“ ist eine Pickle-Datei, die nicht geöffnet wird: Sie könnte Code ausführen.</translation>
    </message>
    <message>
        <source>The LoRA “{name}” was made for a model of another size.</source>
        <translation>Das LoRA „{name}“ wurde für ein Modell anderer Größe gemacht.</translation>
    </message>
    <message>
        <source>The LoRA “{name}” was made for another kind of model.</source>
        <translation>Das LoRA „{name}“ wurde für eine andere Art von Modell gemacht.</translation>
    </message>
    <message>
        <source>The XMP metadata are too long for JPEG and were left out.</source>
        <translation>Die XMP-Metadaten sind zu lang für JPEG und wurden weggelassen.</translation>
    </message>
    <message>
        <source>The active layer or group, or what is selected of it; the page stays.</source>
        <translation>Die aktive Ebene oder Gruppe oder das darin Ausgewählte; die Seite bleibt.</translation>
    </message>
    <message>
        <source>The active layer shows nothing here.</source>
        <translation>Die aktive Ebene zeigt hier nichts.</translation>
    </message>
    <message>
        <source>The changed face</source>
        <translation>Das geänderte Gesicht</translation>
    </message>
    <message>
        <source>The colour profile does not fit the picture and was left out.</source>
        <translation>Das Farbprofil passt nicht zum Bild und wurde weggelassen.</translation>
    </message>
    <message>
        <source>The colour profile “{name}” cannot be used.</source>
        <translation>Das Farbprofil „{name}“ ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>The colours were converted to RGB.</source>
        <translation>Die Farben wurden in RGB umgewandelt.</translation>
    </message>
    <message>
        <source>The details tell why.</source>
        <translation>Warum, steht in den Einzelheiten.</translation>
    </message>
    <message>
        <source>The difference from the faces in Without to those in With becomes a slider.</source>
        <translation>Der Unterschied von den Gesichtern in Ohne zu denen in Mit wird ein Regler.</translation>
    </message>
    <message>
        <source>The disk that “{folder}” lies on can only be read.</source>
        <translation>Der Datenträger, auf dem „{folder}“ liegt, lässt sich nur lesen.</translation>
    </message>
    <message>
        <source>The error is a heat map of where the model does not know the face.</source>
        <translation>Der Fehler zeigt als Wärmebild, wo das Modell das Gesicht nicht kennt.</translation>
    </message>
    <message>
        <source>The fifth.</source>
        <translation>Die fünfte.</translation>
    </message>
    <message>
        <source>The file holds {frames} {what}; the first one was opened.</source>
        <translation>Die Datei enthält {frames} {what}; das erste wurde geöffnet.</translation>
    </message>
    <message>
        <source>The file's name is too long for this system.</source>
        <translation>Der Dateiname ist zu lang für dieses System.</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be made: see what lies in its place.</source>
        <translation>Der Ordner „{folder}“ lässt sich nicht anlegen: nachsehen, was an seiner Stelle liegt.</translation>
    </message>
    <message>
        <source>The folder “{parent}” does not exist.</source>
        <translation>Der Ordner „{parent}“ existiert nicht.</translation>
    </message>
    <message>
        <source>The fourth.</source>
        <translation>Die vierte.</translation>
    </message>
    <message>
        <source>The front goes first, the sides last; less lets hair grow on a bald head.</source>
        <translation>Zuerst geht das Haar vorn, zuletzt an den Seiten; weniger lässt auf einer Glatze Haar wachsen.</translation>
    </message>
    <message>
        <source>The generator follows the strokes.</source>
        <translation>Der Generator folgt den Strichen.</translation>
    </message>
    <message>
        <source>The generator is too slow to follow your strokes.</source>
        <translation>Der Generator ist zu langsam, um den Strichen zu folgen.</translation>
    </message>
    <message>
        <source>The generator “{id}” of the plugin “{name}” is left out: the plugin “{owner}” gives one of that id already.</source>
        <translation>Der Generator „{id}“ des Plugins „{name}“ bleibt außen vor: Das Plugin „{owner}“ liefert schon einen mit dieser Kennung.</translation>
    </message>
    <message>
        <source>The grain of the page, which paint catches on.</source>
        <translation>Die Körnung der Seite, an der Farbe hängen bleibt.</translation>
    </message>
    <message>
        <source>The inside gets the foreground colour; with both, the outline the background.</source>
        <translation>Das Innere bekommt die Vordergrundfarbe; bei beiden die Kontur die Hintergrundfarbe.</translation>
    </message>
    <message>
        <source>The last layer cannot be deleted.</source>
        <translation>Die letzte Ebene kann nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>The layer has a mask already.</source>
        <translation>Die Ebene hat schon eine Maske.</translation>
    </message>
    <message>
        <source>The layer has no mask yet, or is a group.</source>
        <translation>Die Ebene hat noch keine Maske oder ist eine Gruppe.</translation>
    </message>
    <message>
        <source>The layer has no mask yet.</source>
        <translation>Die Ebene hat noch keine Maske.</translation>
    </message>
    <message>
        <source>The layer has no mask.</source>
        <translation>Die Ebene hat keine Maske.</translation>
    </message>
    <message>
        <source>The layer was not generated.</source>
        <translation>Die Ebene wurde nicht generiert.</translation>
    </message>
    <message>
        <source>The mask covers everything, so there is nothing to continue from.</source>
        <translation>Die Maske bedeckt alles; es gibt nichts, was sich fortsetzen ließe.</translation>
    </message>
    <message>
        <source>The mask is empty.</source>
        <translation>Die Maske ist leer.</translation>
    </message>
    <message>
        <source>The mean of a square around each pixel.</source>
        <translation>Der Mittelwert eines Quadrats um jedes Pixel.</translation>
    </message>
    <message>
        <source>The model hardly knows this face</source>
        <translation>Das Modell kennt dieses Gesicht kaum</translation>
    </message>
    <message>
        <source>The model knows this face</source>
        <translation>Das Modell kennt dieses Gesicht</translation>
    </message>
    <message>
        <source>The model “{name}” is trained.</source>
        <translation>Das Modell „{name}“ ist trainiert.</translation>
    </message>
    <message>
        <source>The model's own</source>
        <translation>Das des Modells</translation>
    </message>
    <message>
        <source>The most one stroke covers (0 to 9).</source>
        <translation>Wie viel ein Strich höchstens deckt (0 bis 9).</translation>
    </message>
    <message>
        <source>The name ends in “{suffix}”, but the content is {title}; it was opened as that.</source>
        <translation>Der Name endet auf „{suffix}“, der Inhalt ist aber {title}; so wurde es geöffnet.</translation>
    </message>
    <message>
        <source>The negative.</source>
        <translation>Das Negativ.</translation>
    </message>
    <message>
        <source>The new model has files that cannot be written.</source>
        <translation>Das neue Modell hat Dateien, die nicht geschrieben werden können.</translation>
    </message>
    <message>
        <source>The numbers stay and mean other colours: the picture looks different.</source>
        <translation>Die Zahlen bleiben und bedeuten andere Farben: Das Bild sieht anders aus.</translation>
    </message>
    <message>
        <source>The oldest steps can no longer be undone: they could not be put on the disk.</source>
        <translation>Die ältesten Schritte lassen sich nicht mehr rückgängig machen: Sie konnten nicht auf den Datenträger geschrieben werden.</translation>
    </message>
    <message>
        <source>The one colour that marks.</source>
        <translation>Die eine Farbe, die hervorhebt.</translation>
    </message>
    <message>
        <source>The painter sees as many pixels as a square of this side. Smaller paints with larger strokes and is quicker; larger pictures keep their own fine detail at edges.</source>
        <translation>Der Maler sieht so viele Pixel wie ein Quadrat dieser Seitenlänge. Kleiner malt mit größeren Strichen und schneller; größere Bilder behalten an den Kanten ihre feinen Details.</translation>
    </message>
    <message>
        <source>The panel shows another generator than the one of this picture, {title}.</source>
        <translation>Das Bedienfeld zeigt einen anderen Generator als den dieses Bildes, {title}.</translation>
    </message>
    <message>
        <source>The part with masks and recipes is damaged; the layers are as other programs see them.</source>
        <translation>Der Teil mit Masken und Rezepten ist beschädigt; die Ebenen sind so, wie andere Programme sie sehen.</translation>
    </message>
    <message>
        <source>The parts of {name} do not make a {class_name}.</source>
        <translation>Die Teile von {name} ergeben kein {class_name}.</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>Das Bild</translation>
    </message>
    <message>
        <source>The picture could not be looked at.</source>
        <translation>Das Bild konnte nicht angesehen werden.</translation>
    </message>
    <message>
        <source>The picture could not be printed.</source>
        <translation>Das Bild konnte nicht gedruckt werden.</translation>
    </message>
    <message>
        <source>The picture has a palette; it becomes full colour and the palette is not kept.</source>
        <translation>Das Bild hat eine Palette; es bekommt volle Farben, und die Palette wird nicht behalten.</translation>
    </message>
    <message>
        <source>The picture has a profile already.</source>
        <translation>Das Bild hat schon ein Profil.</translation>
    </message>
    <message>
        <source>The picture has no file yet.</source>
        <translation>Das Bild hat noch keine Datei.</translation>
    </message>
    <message>
        <source>The picture has {bits} bits per channel; 8 bits are kept.</source>
        <translation>Das Bild hat {bits} Bit je Kanal; 8 Bit bleiben.</translation>
    </message>
    <message>
        <source>The picture has {} bits per channel; 8 bits are kept.</source>
        <translation>Das Bild hat {} Bit je Kanal; 8 Bit bleiben.</translation>
    </message>
    <message>
        <source>The picture looks the same, and its numbers change.</source>
        <translation>Das Bild sieht gleich aus, seine Zahlen ändern sich.</translation>
    </message>
    <message>
        <source>The picture reaches all its edges.</source>
        <translation>Das Bild reicht an alle seine Kanten.</translation>
    </message>
    <message>
        <source>The picture would have no pixels.</source>
        <translation>Das Bild hätte keine Pixel.</translation>
    </message>
    <message>
        <source>The pixels of {missing} are missing or damaged in “{name}”.</source>
        <translation>Die Pixel von {missing} fehlen in „{name}“ oder sind beschädigt.</translation>
    </message>
    <message>
        <source>The plugin entries of “{name}” cannot be read: {error}</source>
        <translation>Die Plugin-Einträge von „{name}“ sind nicht lesbar: {error}</translation>
    </message>
    <message>
        <source>The plugin {what}: {sentence_of}.</source>
        <translation>Das Plugin {what}: {sentence_of}.</translation>
    </message>
    <message>
        <source>The plugin “{names}” does not work.</source>
        <translation>Das Plugin „{names}“ funktioniert nicht.</translation>
    </message>
    <message>
        <source>The plugin “{plugin}” is disabled or does not work, as Help &gt; Plugins tells. The pixels of this layer are untouched.</source>
        <translation>Das Plugin „{plugin}“ ist abgeschaltet oder funktioniert nicht, siehe Hilfe &gt; Plugins. Die Pixel dieser Ebene sind unberührt.</translation>
    </message>
    <message>
        <source>The plugin “{plugin}” is not installed. The pixels of this layer are untouched; install it to generate again.</source>
        <translation>Das Plugin „{plugin}“ ist nicht installiert. Die Pixel dieser Ebene sind unberührt; mit dem Plugin lässt sie sich neu generieren.</translation>
    </message>
    <message>
        <source>The preferences could not be read, so Figment starts with its own.</source>
        <translation>Die Einstellungen ließen sich nicht lesen; Figment startet mit den eigenen.</translation>
    </message>
    <message>
        <source>The prompt is longer than the model reads: from “{words}” on it was left out.</source>
        <translation>Der Prompt ist länger, als das Modell liest: Ab „{words}“ wurde er weggelassen.</translation>
    </message>
    <message>
        <source>The recipe of “{name}” is damaged and was left out.</source>
        <translation>Das Rezept von „{name}“ ist beschädigt und wurde weggelassen.</translation>
    </message>
    <message>
        <source>The rest of the program is unharmed.</source>
        <translation>Der Rest des Programms ist unversehrt.</translation>
    </message>
    <message>
        <source>The result could not be written to disk.</source>
        <translation>Das Ergebnis konnte nicht auf den Datenträger geschrieben werden.</translation>
    </message>
    <message>
        <source>The result holds numbers that are not finite.</source>
        <translation>Das Ergebnis enthält Zahlen, die nicht endlich sind.</translation>
    </message>
    <message>
        <source>The result is not a picture but {what}.</source>
        <translation>Das Ergebnis ist kein Bild, sondern {what}.</translation>
    </message>
    <message>
        <source>The result is {size} x {size2} pixels, but its rect says {width} x {height}.</source>
        <translation>Das Ergebnis hat {size} x {size2} Pixel, sein rect sagt aber {width} x {height}.</translation>
    </message>
    <message>
        <source>The result is {size} x {size2} pixels, not {size_px} x {size_px2}.</source>
        <translation>Das Ergebnis hat {size} x {size2} Pixel, nicht {size_px} x {size_px2}.</translation>
    </message>
    <message>
        <source>The result keeps no steps to go back to.</source>
        <translation>Das Ergebnis bewahrt keine Schritte, zu denen man zurückgehen könnte.</translation>
    </message>
    <message>
        <source>The result's pixels are {dtype}; uint8 or 0..1 floats are needed.</source>
        <translation>Die Pixel des Ergebnisses sind {dtype}; nötig sind uint8 oder Kommazahlen von 0 bis 1.</translation>
    </message>
    <message>
        <source>The same person</source>
        <translation>Dieselbe Person</translation>
    </message>
    <message>
        <source>The same seed with the same values gives the same picture again.</source>
        <translation>Derselbe Startwert mit denselben Werten gibt wieder dasselbe Bild.</translation>
    </message>
    <message>
        <source>The saved version does not work, the earlier one is in use. {error}</source>
        <translation>Die gespeicherte Fassung funktioniert nicht, die frühere ist in Gebrauch. {error}</translation>
    </message>
    <message>
        <source>The screen's colour profile “{name}” cannot be read.</source>
        <translation>Das Farbprofil „{name}“ des Bildschirms lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The second largest difference between faces.</source>
        <translation>Der zweitgrößte Unterschied zwischen Gesichtern.</translation>
    </message>
    <message>
        <source>The shape is turned inside out.</source>
        <translation>Die Form ist umgestülpt.</translation>
    </message>
    <message>
        <source>The sixth.</source>
        <translation>Die sechste.</translation>
    </message>
    <message>
        <source>The slider has no name.</source>
        <translation>Der Regler hat keinen Namen.</translation>
    </message>
    <message>
        <source>The small network guesses light and edges, and patches continue texture; Telea and Navier-Stokes fill scratches smoothly, in an instant. A prompt is always the model's: a small one paints the thing alone and has it cut out, unless Model is chosen.</source>
        <translation>Das kleine Netz errät Licht und Kanten, Flicken setzen Textur fort; Telea und Navier-Stokes füllen Kratzer glatt und sofort. Eine Beschreibung ist immer Sache des Modells: Ein kleines malt das Ding allein, und es wird ausgeschnitten, wenn nicht „Modell“ gewählt ist.</translation>
    </message>
    <message>
        <source>The source moves on with each stroke; without, each starts at the same place.</source>
        <translation>Die Quelle wandert mit jedem Strich weiter; sonst beginnt jeder an derselben Stelle.</translation>
    </message>
    <message>
        <source>The standard deviation.</source>
        <translation>Die Standardabweichung.</translation>
    </message>
    <message>
        <source>The steps of this picture were let go to make room.</source>
        <translation>Die Schritte dieses Bildes wurden verworfen, um Platz zu schaffen.</translation>
    </message>
    <message>
        <source>The table has no column 'glasses'.</source>
        <translation>Die Tabelle hat keine Spalte „glasses“.</translation>
    </message>
    <message>
        <source>The third.</source>
        <translation>Die dritte.</translation>
    </message>
    <message>
        <source>The training could not be started.</source>
        <translation>Das Training konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The training ended unexpectedly.</source>
        <translation>Das Training endete unerwartet.</translation>
    </message>
    <message>
        <source>The training of {id} failed: {text}</source>
        <translation>Das Training von {id} schlug fehl: {text}</translation>
    </message>
    <message>
        <source>The two eyes lie on each other.</source>
        <translation>Die beiden Augen liegen aufeinander.</translation>
    </message>
    <message>
        <source>The usable endings are .ora </source>
        <translation>Mögliche Endungen sind .ora </translation>
    </message>
    <message>
        <source>The values were stretched from black to white to fit 8 bits.</source>
        <translation>Die Werte wurden von Schwarz bis Weiß gestreckt, um in 8 Bit zu passen.</translation>
    </message>
    <message>
        <source>The way from A to B, to scrub through and export.</source>
        <translation>Der Weg von A nach B, zum Durchgehen und Exportieren.</translation>
    </message>
    <message>
        <source>The weights in {name}/{name2} are pickles, which are not opened.</source>
        <translation>Die Gewichte in {name}/{name2} sind Pickle-Dateien, die nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The weights of {where} are those of another network: {first}.</source>
        <translation>Die Gewichte von {where} gehören zu einem anderen Netz: {first}.</translation>
    </message>
    <message>
        <source>The weights of {where} are those of another network: {missing} is missing.</source>
        <translation>Die Gewichte von {where} sind die eines anderen Netzes: {missing} fehlt.</translation>
    </message>
    <message>
        <source>The weights of “{name}” do not fit this network: {wrong}</source>
        <translation>Die Gewichte von „{name}“ passen nicht zu diesem Netz: {wrong}</translation>
    </message>
    <message>
        <source>The whole picture is of one colour.</source>
        <translation>Das ganze Bild hat eine einzige Farbe.</translation>
    </message>
    <message>
        <source>The window system's libraries are missing.</source>
        <translation>Die Bibliotheken des Fenstersystems fehlen.</translation>
    </message>
    <message>
        <source>The {kind} colours were converted without a profile, so they may look different.</source>
        <translation>Die {kind}-Farben wurden ohne Profil umgewandelt und können daher anders aussehen.</translation>
    </message>
    <message>
        <source>The {kind} colours{name} were converted to sRGB.</source>
        <translation>Die {kind}-Farben{name} wurden in sRGB umgewandelt.</translation>
    </message>
    <message>
        <source>The {kind} profile is damaged, so the colours may look different.</source>
        <translation>Das {kind}-Profil ist beschädigt, die Farben können daher anders aussehen.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Hin und zurück</translation>
    </message>
    <message>
        <source>There and back returns to the side of the picture; the difference is what the way there and back changed, three times as strong.</source>
        <translation>Hin und zurück kehrt zur Seite des Bildes zurück; der Unterschied ist, was der Weg hin und zurück änderte, dreimal so stark.</translation>
    </message>
    <message>
        <source>There are no guides.</source>
        <translation>Es gibt keine Hilfslinien.</translation>
    </message>
    <message>
        <source>There are no two visible layers to merge.</source>
        <translation>Es gibt keine zwei sichtbaren Ebenen zum Vereinen.</translation>
    </message>
    <message>
        <source>There are {len} finer pictures instead of {len2}.</source>
        <translation>Es sind {len} feinere Bilder statt {len2}.</translation>
    </message>
    <message>
        <source>There are {len} results instead of {expected}.</source>
        <translation>Es gibt {len} Ergebnisse statt {expected}.</translation>
    </message>
    <message>
        <source>There are: {names}.</source>
        <translation>Es gibt: {names}.</translation>
    </message>
    <message>
        <source>There is a model called “{name}” for {kind} already.</source>
        <translation>Für {kind} gibt es schon ein Modell namens „{name}“.</translation>
    </message>
    <message>
        <source>There is a model “{name}” already.</source>
        <translation>Es gibt schon ein Modell „{name}“.</translation>
    </message>
    <message>
        <source>There is a “{name}” already.</source>
        <translation>Es gibt schon „{name}“.</translation>
    </message>
    <message>
        <source>There is hardly any hair here to colour</source>
        <translation>Hier ist kaum Haar, das sich färben ließe</translation>
    </message>
    <message>
        <source>There is no adjustment “{effect_id}” in this version of Figment.</source>
        <translation>Die Anpassung „{effect_id}“ gibt es in dieser Version von Figment nicht.</translation>
    </message>
    <message>
        <source>There is no device “{name}”.</source>
        <translation>Es gibt kein Gerät „{name}“.</translation>
    </message>
    <message>
        <source>There is no face to be found in this picture.</source>
        <translation>In diesem Bild ist kein Gesicht zu finden.</translation>
    </message>
    <message>
        <source>There is no face {face} in this picture.</source>
        <translation>In diesem Bild gibt es kein Gesicht {face}.</translation>
    </message>
    <message>
        <source>There is no folder “{folder}”.</source>
        <translation>Es gibt keinen Ordner „{folder}“.</translation>
    </message>
    <message>
        <source>There is no generator “{generator_id}”.</source>
        <translation>Es gibt keinen Generator „{generator_id}“.</translation>
    </message>
    <message>
        <source>There is no layer below.</source>
        <translation>Darunter liegt keine Ebene.</translation>
    </message>
    <message>
        <source>There is no model at “{path}”.</source>
        <translation>Bei „{path}“ gibt es kein Modell.</translation>
    </message>
    <message>
        <source>There is no model {what}for {kind}.</source>
        <translation>Für {kind} gibt es kein Modell {what}.</translation>
    </message>
    <message>
        <source>There is no picture to change.</source>
        <translation>Es gibt kein Bild, das sich ändern ließe.</translation>
    </message>
    <message>
        <source>There is no picture to paste.</source>
        <translation>Es gibt kein Bild zum Einfügen.</translation>
    </message>
    <message>
        <source>There is no picture to repaint.</source>
        <translation>Es gibt kein Bild, das sich neu malen ließe.</translation>
    </message>
    <message>
        <source>There is no screen to show a window on.</source>
        <translation>Es gibt keinen Bildschirm für ein Fenster.</translation>
    </message>
    <message>
        <source>There is no {missing} in it.</source>
        <translation>Darin fehlt {missing}.</translation>
    </message>
    <message>
        <source>There is not enough memory for that.</source>
        <translation>Dafür reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>There is not enough memory for that: it needs about {value} GB, and {value2} GB are free.</source>
        <translation>Der Speicher reicht dafür nicht: Nötig sind etwa {value} GB, frei sind {value2} GB.</translation>
    </message>
    <message>
        <source>There is not enough memory for {title}.</source>
        <translation>Für {title} reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>There is not enough memory to open “{name}”.</source>
        <translation>Der Speicher reicht nicht, um „{name}“ zu öffnen.</translation>
    </message>
    <message>
        <source>There is not enough memory to open “{name}”: it needs {value} GB, and {value2} GB are free.</source>
        <translation>Der Speicher reicht nicht, um „{name}“ zu öffnen: Nötig sind {value} GB, frei sind {value2} GB.</translation>
    </message>
    <message>
        <source>There is not enough memory to read the picture.</source>
        <translation>Der Speicher reicht nicht, um das Bild zu lesen.</translation>
    </message>
    <message>
        <source>There is not enough memory to save “{name}”.</source>
        <translation>Der Speicher reicht nicht, um „{name}“ zu speichern.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Speicher reicht nicht.</translation>
    </message>
    <message>
        <source>There is not enough space on the disk to save “{name}”.</source>
        <translation>Auf dem Datenträger ist nicht genug Platz, um „{name}“ zu speichern.</translation>
    </message>
    <message>
        <source>There is nothing drawn yet.</source>
        <translation>Es ist noch nichts gezeichnet.</translation>
    </message>
    <message>
        <source>There is nothing to trim.</source>
        <translation>Es gibt nichts zu beschneiden.</translation>
    </message>
    <message>
        <source>There is nothing to work on.</source>
        <translation>Es gibt nichts, woran sich arbeiten ließe.</translation>
    </message>
    <message>
        <source>These steps were made by another model than {name}.</source>
        <translation>Diese Schritte stammen von einem anderen Modell als {name}.</translation>
    </message>
    <message>
        <source>Things</source>
        <translation>Dinge</translation>
    </message>
    <message>
        <source>Thirds</source>
        <translation>Drittel</translation>
    </message>
    <message>
        <source>This computer has no {name} device.</source>
        <translation>Dieser Rechner hat kein {name}-Gerät.</translation>
    </message>
    <message>
        <source>This face</source>
        <translation>Dieses Gesicht</translation>
    </message>
    <message>
        <source>This layer only: look at the active one alone, not at all that shows</source>
        <translation>Nur diese Ebene: nur die aktive ansehen, nicht alles, was zu sehen ist</translation>
    </message>
    <message>
        <source>This layer's transparency is locked.</source>
        <translation>Die Transparenz dieser Ebene ist gesperrt.</translation>
    </message>
    <message>
        <source>This model cannot be sampled with {title}.</source>
        <translation>Dieses Modell lässt sich nicht mit {title} abtasten.</translation>
    </message>
    <message>
        <source>This model takes no negative prompt; it was left out.</source>
        <translation>Dieses Modell nimmt keinen negativen Prompt; er wurde weggelassen.</translation>
    </message>
    <message>
        <source>This result is no longer in the store, or its file is damaged.</source>
        <translation>Dieses Ergebnis ist nicht mehr im Speicher, oder seine Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>This step cannot be undone or redone, since its file is gone.</source>
        <translation>Dieser Schritt lässt sich nicht rückgängig machen oder wiederholen, da seine Datei fehlt.</translation>
    </message>
    <message>
        <source>This tone and all above become white.</source>
        <translation>Dieser Tonwert und alle darüber werden weiß.</translation>
    </message>
    <message>
        <source>This tone and all below become black.</source>
        <translation>Dieser Tonwert und alle darunter werden schwarz.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwellenwert</translation>
    </message>
    <message>
        <source>Threshold…</source>
        <translation>Schwellenwert…</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>Tönung</translation>
    </message>
    <message>
        <source>To how the variant looked before it.</source>
        <translation>Zum Stand der Variante davor.</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>Tones along a line, for all channels and for each.</source>
        <translation>Tonwerte entlang einer Linie, für alle Kanäle und für jeden einzelnen.</translation>
    </message>
    <message>
        <source>Tones left in each channel.</source>
        <translation>Tonwerte, die je Kanal übrig bleiben.</translation>
    </message>
    <message>
        <source>Too many files are open: close other programs.</source>
        <translation>Es sind zu viele Dateien geöffnet: andere Programme schließen.</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Top Edges</source>
        <translation>Obere Kanten</translation>
    </message>
    <message>
        <source>Top and bottom</source>
        <translation>Oben und unten</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>Oben links</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>Oben rechts</translation>
    </message>
    <message>
        <source>Train Model…</source>
        <translation>Modell trainieren…</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>Ein Modell trainieren</translation>
    </message>
    <message>
        <source>Trained on {names} and {names2}.</source>
        <translation>Trainiert mit {names} und {names2}.</translation>
    </message>
    <message>
        <source>Trained on {names}.</source>
        <translation>Trainiert mit {names}.</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Transformieren</translation>
    </message>
    <message>
        <source>Transform Freely</source>
        <translation>Frei transformieren</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>Transparent</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>Turn the picture by any angle.</source>
        <translation>Das Bild um einen beliebigen Winkel drehen.</translation>
    </message>
    <message>
        <source>Turns a picture into a line drawing that sketch-to-photo can paint again.</source>
        <translation>Macht aus einem Bild eine Strichzeichnung, die „Skizze zu Foto“ wieder ausmalen kann.</translation>
    </message>
    <message>
        <source>Turns the colour wheel; more or less colour.</source>
        <translation>Dreht den Farbkreis; mehr oder weniger Farbe.</translation>
    </message>
    <message>
        <source>Two folders are needed.</source>
        <translation>Zwei Ordner werden gebraucht.</translation>
    </message>
    <message>
        <source>Type what more of it means.</source>
        <translation>Schreiben, was mehr davon bedeutet.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Unlock it in the layers panel.</source>
        <translation>Im Ebenenbedienfeld entsperren.</translation>
    </message>
    <message>
        <source>Unlock it to erase.</source>
        <translation>Zum Radieren entsperren.</translation>
    </message>
    <message>
        <source>Unlocked: a new seed is drawn after each run. Click to keep this one</source>
        <translation>Frei: Nach jedem Lauf wird ein neuer Startwert gezogen. Klicken, um diesen zu behalten</translation>
    </message>
    <message>
        <source>Unpack it and open the pictures inside.</source>
        <translation>Entpacken und die Bilder darin öffnen.</translation>
    </message>
    <message>
        <source>Unsaved work could not be recovered.</source>
        <translation>Nicht gespeicherte Arbeit konnte nicht wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>Unsharp Mask</source>
        <translation>Unscharf maskieren</translation>
    </message>
    <message>
        <source>Unsharp Mask…</source>
        <translation>Unscharf maskieren…</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>Use It</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use Mask</source>
        <translation>Ebenenmaske verwenden</translation>
    </message>
    <message>
        <source>Use a shorter name.</source>
        <translation>Einen kürzeren Namen verwenden.</translation>
    </message>
    <message>
        <source>Use a smaller picture or selection, or close other programs.</source>
        <translation>Ein kleineres Bild oder eine kleinere Auswahl verwenden oder andere Programme schließen.</translation>
    </message>
    <message>
        <source>Use letters, digits and spaces.</source>
        <translation>Buchstaben, Ziffern und Leerzeichen verwenden.</translation>
    </message>
    <message>
        <source>Use mask</source>
        <translation>Maske verwenden</translation>
    </message>
    <message>
        <source>Use the .safetensors version of this model.</source>
        <translation>Die .safetensors-Fassung dieses Modells verwenden.</translation>
    </message>
    <message>
        <source>User Guide</source>
        <translation>Benutzerhandbuch</translation>
    </message>
    <message>
        <source>Uses one layer on {where}, {size}</source>
        <translation>Verwendet eine Ebene: {where}, {size}</translation>
    </message>
    <message>
        <source>Uses the page, changes the selection, {size}</source>
        <translation>Verwendet die Seite, ändert die Auswahl, {size}</translation>
    </message>
    <message>
        <source>Uses what is drawn on {where}, {size}</source>
        <translation>Verwendet das Gezeichnete: {where}, {size}</translation>
    </message>
    <message>
        <source>Uses {where}, {size}</source>
        <translation>Verwendet {where}, {size}</translation>
    </message>
    <message>
        <source>Van Gogh</source>
        <translation>Van Gogh</translation>
    </message>
    <message>
        <source>Van Gogh to photo</source>
        <translation>Van Gogh zu Foto</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Vibrance</source>
        <translation>Dynamik</translation>
    </message>
    <message>
        <source>Vibrance…</source>
        <translation>Dynamik…</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Visible</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>W</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Wait for it, or stop it.</source>
        <translation>Warten Sie darauf oder halten Sie es an.</translation>
    </message>
    <message>
        <source>Warmer or cooler light.</source>
        <translation>Wärmeres oder kühleres Licht.</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Warp</source>
        <translation>Verformen</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>WebP (*.webp)</source>
        <translation>WebP (*.webp)</translation>
    </message>
    <message>
        <source>What A has and B has not, given to C.</source>
        <translation>Was A hat und B nicht, für C.</translation>
    </message>
    <message>
        <source>What dragging a handle does; Ctrl distorts and skews in every mode but warp.</source>
        <translation>Was das Ziehen an einem Griff bewirkt; mit Strg wird in jedem Modus außer Verformen verzerrt und geneigt.</translation>
    </message>
    <message>
        <source>What faces differ in most: to be explored.</source>
        <translation>Worin sich Gesichter am meisten unterscheiden: zum Erkunden.</translation>
    </message>
    <message>
        <source>What is moved keeps to the page, to guides and to other layers.</source>
        <translation>Verschobenes rastet an der Seite, an Hilfslinien und an anderen Ebenen ein.</translation>
    </message>
    <message>
        <source>What is not clear on the layer; so does Ctrl+click on its picture.</source>
        <translation>Was auf der Ebene nicht durchsichtig ist; so auch Strg+Klick auf ihr Bild.</translation>
    </message>
    <message>
        <source>What is open cannot be kept over a restart at the moment.</source>
        <translation>Was offen ist, kann gerade nicht über einen Neustart behalten werden.</translation>
    </message>
    <message>
        <source>What is seen, all layers together.</source>
        <translation>Was zu sehen ist, alle Ebenen zusammen.</translation>
    </message>
    <message>
        <source>What is seen, not one layer.</source>
        <translation>Was zu sehen ist, nicht eine Ebene.</translation>
    </message>
    <message>
        <source>What is to be painted: some hundreds are best.</source>
        <translation>Was gemalt werden soll: am besten einige Hundert.</translation>
    </message>
    <message>
        <source>What is to learn.</source>
        <translation>Was lernen soll.</translation>
    </message>
    <message>
        <source>What its recipe says of the steps it shares with another picture is damaged.</source>
        <translation>Was das Rezept über die mit einem anderen Bild geteilten Schritte sagt, ist beschädigt.</translation>
    </message>
    <message>
        <source>What made “{name}” is not at hand.</source>
        <translation>Was „{name}“ gemacht hat, ist nicht verfügbar.</translation>
    </message>
    <message>
        <source>What shall be there instead.</source>
        <translation>Was stattdessen dort sein soll.</translation>
    </message>
    <message>
        <source>What the active layer's mask shows; so does Ctrl+click on the mask.</source>
        <translation>Was die Maske der aktiven Ebene zeigt; so auch Strg+Klick auf die Maske.</translation>
    </message>
    <message>
        <source>What the model is called in the generator's choice.</source>
        <translation>Wie das Modell in der Auswahl des Generators heißt.</translation>
    </message>
    <message>
        <source>What the model painted alone could not be cut out; it painted into the hole instead.</source>
        <translation>Was das Modell allein malte, ließ sich nicht ausschneiden; es hat stattdessen in das Loch gemalt.</translation>
    </message>
    <message>
        <source>What there was lies in “{put_aside}”.</source>
        <translation>Was es gab, liegt in „{put_aside}“.</translation>
    </message>
    <message>
        <source>What to keep out of the picture.</source>
        <translation>Was im Bild nicht vorkommen soll.</translation>
    </message>
    <message>
        <source>What to paint. Empty paints whatever the model likes.</source>
        <translation>Was gemalt wird. Leer malt, was das Modell mag.</translation>
    </message>
    <message>
        <source>What was drawn until a second or two before is there.</source>
        <translation>Was bis vor ein, zwei Sekunden gezeichnet wurde, ist noch da.</translation>
    </message>
    <message>
        <source>What was found, and why a plugin does not work.</source>
        <translation>Was gefunden wurde und warum ein Plugin nicht funktioniert.</translation>
    </message>
    <message>
        <source>What was learned up to a minute before can be gone on with.</source>
        <translation>Mit dem, was bis vor einer Minute gelernt wurde, kann es weitergehen.</translation>
    </message>
    <message>
        <source>What you do cannot be kept safe against a crash at the moment.</source>
        <translation>Die Arbeit lässt sich zurzeit nicht gegen einen Absturz sichern.</translation>
    </message>
    <message>
        <source>Where generators compute.</source>
        <translation>Wo die Generatoren rechnen.</translation>
    </message>
    <message>
        <source>Where its middle is, from the left.</source>
        <translation>Wo die Mitte liegt, von links.</translation>
    </message>
    <message>
        <source>Where its middle is, from the top.</source>
        <translation>Wo die Mitte liegt, von oben.</translation>
    </message>
    <message>
        <source>Where outpainting reaches to.</source>
        <translation>Wohin die Erweiterung reicht.</translation>
    </message>
    <message>
        <source>Where the present picture stays.</source>
        <translation>Wo das vorhandene Bild bleibt.</translation>
    </message>
    <message>
        <source>Which one, the largest first.</source>
        <translation>Welches, das größte zuerst.</translation>
    </message>
    <message>
        <source>Which pixels are lightened or darkened most.</source>
        <translation>Welche Pixel am meisten aufgehellt oder abgedunkelt werden.</translation>
    </message>
    <message>
        <source>Which side of the lines lies at the click.</source>
        <translation>Welche Seite der Zeilen am Klick liegt.</translation>
    </message>
    <message>
        <source>Whichever fills better</source>
        <translation>Was besser füllt</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Width and height change together.</source>
        <translation>Breite und Höhe ändern sich gemeinsam.</translation>
    </message>
    <message>
        <source>Width of lines and outlines.</source>
        <translation>Breite von Linien und Konturen.</translation>
    </message>
    <message>
        <source>Width to height; Shift makes a square.</source>
        <translation>Breite zu Höhe; Umschalt macht ein Quadrat.</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Mit</translation>
    </message>
    <message>
        <source>With a preview; colours are converted to sRGB.</source>
        <translation>Mit Vorschau; Farben werden nach sRGB umgewandelt.</translation>
    </message>
    <message>
        <source>With the selection or the page; the layers of a group with each other.</source>
        <translation>An der Auswahl oder der Seite; die Ebenen einer Gruppe aneinander.</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Without colour</source>
        <translation>Ohne Farbe</translation>
    </message>
    <message>
        <source>Without one, `figment generate` does the same work from the command line.</source>
        <translation>Ohne ihn leistet `figment generate` auf der Kommandozeile dasselbe.</translation>
    </message>
    <message>
        <source>Working size</source>
        <translation>Arbeitsgröße</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message>
        <source>Works, but not all of it</source>
        <translation>Funktioniert, aber nicht ganz</translation>
    </message>
    <message>
        <source>Write Anyway</source>
        <translation>Trotzdem schreiben</translation>
    </message>
    <message>
        <source>Write a number, or M or F, or yes or no.</source>
        <translation>Eine Zahl, M oder F, yes oder no schreiben.</translation>
    </message>
    <message>
        <source>Write one with a column id for the names of the pictures, and one for each slider.</source>
        <translation>Schreiben Sie eine mit einer Spalte id für die Namen der Bilder und einer für jeden Regler.</translation>
    </message>
    <message>
        <source>Write the sRGB profile into the picture's files; others are written anyway.</source>
        <translation>Das sRGB-Profil in die Dateien des Bildes schreiben; andere werden ohnehin geschrieben.</translation>
    </message>
    <message>
        <source>Writes generator, parameters and seed into exported PNG files.</source>
        <translation>Schreibt Generator, Werte und Startwert in exportierte PNG-Dateien.</translation>
    </message>
    <message>
        <source>Writing “{name}”</source>
        <translation>„{name}“ wird geschrieben</translation>
    </message>
    <message>
        <source>Wrote “{name}”.</source>
        <translation>„{name}“ wurde geschrieben.</translation>
    </message>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>Y</translation>
    </message>
    <message>
        <source>Yellows</source>
        <translation>Gelbtöne</translation>
    </message>
    <message>
        <source>You are asked before older results beyond this are removed.</source>
        <translation>Bevor ältere Ergebnisse darüber hinaus entfernt werden, wird gefragt.</translation>
    </message>
    <message>
        <source>You may not read “{name}”.</source>
        <translation>„{name}“ darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>You may not write into the folder “{parent}”.</source>
        <translation>In den Ordner „{parent}“ darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Your preferences could not be saved; they hold until Figment is closed.</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden; sie gelten, bis Figment geschlossen wird.</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom In</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom Out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>a GIMP project</source>
        <translation>ein GIMP-Projekt</translation>
    </message>
    <message>
        <source>a HEIC photo</source>
        <translation>ein HEIC-Foto</translation>
    </message>
    <message>
        <source>a HEIF photo</source>
        <translation>ein HEIF-Foto</translation>
    </message>
    <message>
        <source>a JPEG XL picture</source>
        <translation>ein JPEG-XL-Bild</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a PostScript document</source>
        <translation>ein PostScript-Dokument</translation>
    </message>
    <message>
        <source>a group</source>
        <translation>eine Gruppe</translation>
    </message>
    <message>
        <source>a model folder</source>
        <translation>ein Modellordner</translation>
    </message>
    <message>
        <source>a newer Figment made it, and what only that one knows would be lost.</source>
        <translation>ein neueres Figment hat sie erstellt, und was nur dieses kennt, ginge verloren.</translation>
    </message>
    <message>
        <source>a red apple on a blue background</source>
        <translation>ein roter Apfel vor blauem Hintergrund</translation>
    </message>
    <message>
        <source>a slider from two groups of faces</source>
        <translation>ein Regler aus zwei Gruppen von Gesichtern</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>ein Video</translation>
    </message>
    <message>
        <source>a wooden bench</source>
        <translation>eine Holzbank</translation>
    </message>
    <message>
        <source>an OpenEXR picture</source>
        <translation>ein OpenEXR-Bild</translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation>eine SVG-Zeichnung</translation>
    </message>
    <message>
        <source>an XML document</source>
        <translation>ein XML-Dokument</translation>
    </message>
    <message>
        <source>an adjustment layer</source>
        <translation>eine Einstellungsebene</translation>
    </message>
    <message>
        <source>an array of shape {shape}</source>
        <translation>ein Array der Form {shape}</translation>
    </message>
    <message>
        <source>blends with “{title}”, which Figment does not have</source>
        <translation>hat die Füllmethode „{title}“, die Figment nicht kennt</translation>
    </message>
    <message>
        <source>blurry</source>
        <translation>unscharf</translation>
    </message>
    <message>
        <source>caches were freed.</source>
        <translation>Zwischenspeicher wurden geleert.</translation>
    </message>
    <message>
        <source>cannot paint what a prompt says; choose the model, or remove without a prompt</source>
        <translation>kann nicht malen, was ein Prompt sagt; das Modell wählen oder ohne Prompt entfernen</translation>
    </message>
    <message>
        <source>changing it</source>
        <translation>es wird geändert</translation>
    </message>
    <message>
        <source>children of two faces</source>
        <translation>Kinder zweier Gesichter</translation>
    </message>
    <message>
        <source>could not be imported</source>
        <translation>ließ sich nicht importieren</translation>
    </message>
    <message>
        <source>faces of nobody</source>
        <translation>Gesichter von niemandem</translation>
    </message>
    <message>
        <source>failed in its hook {hook}</source>
        <translation>scheiterte in seinem Einhängepunkt {hook}</translation>
    </message>
    <message>
        <source>finding the face</source>
        <translation>das Gesicht wird gesucht</translation>
    </message>
    <message>
        <source>folder of faces</source>
        <translation>Ordner mit Gesichtern</translation>
    </message>
    <message>
        <source>from one face to another</source>
        <translation>von einem Gesicht zum anderen</translation>
    </message>
    <message>
        <source>has a vector mask; it is not applied</source>
        <translation>hat eine Vektormaske; sie wird nicht angewendet</translation>
    </message>
    <message>
        <source>has layer effects; they are not drawn</source>
        <translation>hat Ebeneneffekte; sie werden nicht gezeichnet</translation>
    </message>
    <message>
        <source>is a {kind} layer without pixels; it was left out</source>
        <translation>ist eine Ebene der Art „{kind}“ ohne Pixel; sie wurde weggelassen</translation>
    </message>
    <message>
        <source>is clipped to the layer below in Photoshop; it is not here</source>
        <translation>ist in Photoshop auf die Ebene darunter beschnitten; hier nicht</translation>
    </message>
    <message>
        <source>it is no table</source>
        <translation>es ist keine Tabelle</translation>
    </message>
    <message>
        <source>it tried to end the program (sys.exit({code}))</source>
        <translation>versuchte, das Programm zu beenden (sys.exit({code}))</translation>
    </message>
    <message>
        <source>it tried to end the program.</source>
        <translation>versuchte, das Programm zu beenden.</translation>
    </message>
    <message>
        <source>its layer has a mask</source>
        <translation>seine Ebene hat eine Maske</translation>
    </message>
    <message>
        <source>its layer has a recipe</source>
        <translation>seine Ebene hat ein Rezept</translation>
    </message>
    <message>
        <source>its layer is hidden or blended</source>
        <translation>seine Ebene ist ausgeblendet oder hat eine Füllmethode</translation>
    </message>
    <message>
        <source>its layer reaches beyond the page</source>
        <translation>seine Ebene reicht über die Seite hinaus</translation>
    </message>
    <message>
        <source>its length is not what its header says</source>
        <translation>die Länge ist nicht die, die im Kopf steht</translation>
    </message>
    <message>
        <source>its network is unknown</source>
        <translation>das Netz ist unbekannt</translation>
    </message>
    <message>
        <source>less gives more usual faces</source>
        <translation>weniger gibt gewöhnlichere Gesichter</translation>
    </message>
    <message>
        <source>longer than {max_side_px} pixels on one side, which is the limit</source>
        <translation>länger als {max_side_px} Pixel auf einer Seite, und das ist die Grenze</translation>
    </message>
    <message>
        <source>measuring the model</source>
        <translation>misst das Modell</translation>
    </message>
    <message>
        <source>must be a colour such as #3366cc</source>
        <translation>muss eine Farbe wie #3366cc sein</translation>
    </message>
    <message>
        <source>must be a number</source>
        <translation>muss eine Zahl sein</translation>
    </message>
    <message>
        <source>must be a whole number</source>
        <translation>muss eine ganze Zahl sein</translation>
    </message>
    <message>
        <source>must be a {kind}</source>
        <translation>muss ein Wert der Art {kind} sein</translation>
    </message>
    <message>
        <source>must be between {minimum} and {maximum}</source>
        <translation>muss zwischen {minimum} und {maximum} liegen</translation>
    </message>
    <message>
        <source>must be one of {join}</source>
        <translation>muss eines davon sein: {join}</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>muss wahr oder falsch sein</translation>
    </message>
    <message>
        <source>must be {context} or less</source>
        <translation>darf höchstens {context} sein</translation>
    </message>
    <message>
        <source>must be {context} or more</source>
        <translation>muss mindestens {context} sein</translation>
    </message>
    <message>
        <source>must be {maximum} or less</source>
        <translation>darf höchstens {maximum} sein</translation>
    </message>
    <message>
        <source>must be {minimum} or more</source>
        <translation>muss mindestens {minimum} sein</translation>
    </message>
    <message>
        <source>must say what shall be there instead</source>
        <translation>muss sagen, was stattdessen da sein soll</translation>
    </message>
    <message>
        <source>named “{name_or_path}” </source>
        <translation>namens „{name_or_path}“ </translation>
    </message>
    <message>
        <source>not loaded ahead: {error}</source>
        <translation>nicht vorab geladen: {error}</translation>
    </message>
    <message>
        <source>objects: glossy things of any sort. clothing: garments and shoes as photographs.</source>
        <translation>„Gegenstände“: glänzende Dinge aller Art. „Kleidung“: Kleidung und Schuhe wie fotografiert.</translation>
    </message>
    <message>
        <source>of type {name}</source>
        <translation>vom Typ {name}</translation>
    </message>
    <message>
        <source>one face</source>
        <translation>ein Gesicht</translation>
    </message>
    <message>
        <source>one usable picture</source>
        <translation>ein brauchbares Bild</translation>
    </message>
    <message>
        <source>other models were unloaded.</source>
        <translation>andere Modelle wurden entladen.</translation>
    </message>
    <message>
        <source>paint from words alone</source>
        <translation>allein nach Worten malen</translation>
    </message>
    <message>
        <source>paint inside a mask</source>
        <translation>in einer Maske malen</translation>
    </message>
    <message>
        <source>parts of it could not be read, and they would be lost.</source>
        <translation>Teile davon waren nicht lesbar und gingen verloren.</translation>
    </message>
    <message>
        <source>portable pixmap</source>
        <translation>Portable Pixmap</translation>
    </message>
    <message>
        <source>reading the faces</source>
        <translation>liest die Gesichter</translation>
    </message>
    <message>
        <source>reading the pictures</source>
        <translation>liest die Bilder</translation>
    </message>
    <message>
        <source>start from a picture</source>
        <translation>von einem Bild ausgehen</translation>
    </message>
    <message>
        <source>step {step}/{steps}, {losses}</source>
        <translation>Schritt {step}/{steps}, {losses}</translation>
    </message>
    <message>
        <source>step {step}/{total}</source>
        <translation>Schritt {step}/{total}</translation>
    </message>
    <message>
        <source>step {value}/{count}</source>
        <translation>Schritt {value}/{count}</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>the default model is not installed</source>
        <translation>das Standardmodell ist nicht installiert</translation>
    </message>
    <message>
        <source>the document has layers</source>
        <translation>das Dokument hat Ebenen</translation>
    </message>
    <message>
        <source>the merged picture is cut off</source>
        <translation>das zusammengefügte Bild ist abgeschnitten</translation>
    </message>
    <message>
        <source>the page</source>
        <translation>die Seite</translation>
    </message>
    <message>
        <source>the selection</source>
        <translation>die Auswahl</translation>
    </message>
    <message>
        <source>the steps of earlier pictures were let go.</source>
        <translation>die Schritte früherer Bilder wurden verworfen.</translation>
    </message>
    <message>
        <source>the variants are made one by one.</source>
        <translation>die Varianten werden einzeln gemacht.</translation>
    </message>
    <message>
        <source>the way back</source>
        <translation>der Rückweg</translation>
    </message>
    <message>
        <source>there is no such parameter; there are: {names}</source>
        <translation>diesen Wert gibt es nicht; es gibt: {names}</translation>
    </message>
    <message>
        <source>this run computes on the processor.</source>
        <translation>dieser Lauf rechnet auf dem Prozessor.</translation>
    </message>
    <message>
        <source>this was made at the reduced size of {width} x {height} and enlarged.</source>
        <translation>dies wurde in der verringerten Größe {width} x {height} gemacht und vergrößert.</translation>
    </message>
    <message>
        <source>torch ({layout})</source>
        <translation>torch ({layout})</translation>
    </message>
    <message>
        <source>was a {kind} layer; it is pixels now</source>
        <translation>war eine Ebene der Art „{kind}“; sie besteht jetzt aus Pixeln</translation>
    </message>
    <message>
        <source>what people read</source>
        <translation>was man liest</translation>
    </message>
    <message>
        <source>{count} usable pictures</source>
        <translation>{count} brauchbare Bilder</translation>
    </message>
    <message>
        <source>{folder} has no attributes.csv.</source>
        <translation>In {folder} fehlt attributes.csv.</translation>
    </message>
    <message>
        <source>{folder} holds no pictures.</source>
        <translation>{folder} enthält keine Bilder.</translation>
    </message>
    <message>
        <source>{folder} holds {counted}.</source>
        <translation>{folder} enthält {counted}.</translation>
    </message>
    <message>
        <source>{folder} is no model of faces.</source>
        <translation>{folder} ist kein Gesichtermodell.</translation>
    </message>
    <message>
        <source>{guess}There are: {value}.</source>
        <translation>{guess}Es gibt: {value}.</translation>
    </message>
    <message>
        <source>{hint} Mode “fill” needs none.</source>
        <translation>{hint} Der Modus „Füllen“ braucht keines.</translation>
    </message>
    <message>
        <source>{join} holds {len} usable pictures.</source>
        <translation>{join} enthält {len} brauchbare Bilder.</translation>
    </message>
    <message>
        <source>{key} is missing</source>
        <translation>{key} fehlt</translation>
    </message>
    <message>
        <source>{key} is not part of the network</source>
        <translation>{key} gehört nicht zum Netz</translation>
    </message>
    <message>
        <source>{key} is unknown</source>
        <translation>{key} ist unbekannt</translation>
    </message>
    <message>
        <source>{key} is {has} instead of {needs}</source>
        <translation>{key} ist {has} statt {needs}</translation>
    </message>
    <message>
        <source>{key} is {tuple}, not {tuple2}</source>
        <translation>{key} ist {tuple}, nicht {tuple2}</translation>
    </message>
    <message>
        <source>{len} folders were given.</source>
        <translation>{len} Ordner wurden angegeben.</translation>
    </message>
    <message>
        <source>{len} plugins do not work as they should.</source>
        <translation>{len} Plugins funktionieren nicht, wie sie sollen.</translation>
    </message>
    <message>
        <source>{len} usable pictures</source>
        <translation>{len} brauchbare Bilder</translation>
    </message>
    <message>
        <source>{lost} parts of “{title}” were damaged and are empty.</source>
        <translation>{lost} Teile von „{title}“ waren beschädigt und sind leer.</translation>
    </message>
    <message>
        <source>{missing} is missing</source>
        <translation>{missing} fehlt</translation>
    </message>
    <message>
        <source>{name} belongs to another model, {model}.</source>
        <translation>{name} gehört zu einem anderen Modell, {model}.</translation>
    </message>
    <message>
        <source>{name} cannot do this: {first_line}</source>
        <translation>{name} kann das nicht: {first_line}</translation>
    </message>
    <message>
        <source>{name} cannot {does}.</source>
        <translation>{name} kann nicht: {does}.</translation>
    </message>
    <message>
        <source>{name} could not be read as a CSV.</source>
        <translation>{name} ist nicht als CSV lesbar.</translation>
    </message>
    <message>
        <source>{name} could not be read.</source>
        <translation>{name} ist nicht lesbar.</translation>
    </message>
    <message>
        <source>{name} does not fit this generator: {what}.</source>
        <translation>{name} passt nicht zu diesem Generator: {what}.</translation>
    </message>
    <message>
        <source>{name} gave no picture but numbers that are not finite.</source>
        <translation>{name} lieferte kein Bild, sondern Zahlen, die nicht endlich sind.</translation>
    </message>
    <message>
        <source>{name} has no column 'id', or none of an attribute.</source>
        <translation>{name} hat keine Spalte „id“ oder keine für ein Merkmal.</translation>
    </message>
    <message>
        <source>{name} has no network that paints.</source>
        <translation>{name} hat kein Netz, das malt.</translation>
    </message>
    <message>
        <source>{name} has no way back.</source>
        <translation>{name} hat keinen Rückweg.</translation>
    </message>
    <message>
        <source>{name} has {word} in column {column}, row {value}.</source>
        <translation>{name} hat {word} in Spalte {column}, Zeile {value}.</translation>
    </message>
    <message>
        <source>{name} holds no pipeline.</source>
        <translation>{name} enthält keine Pipeline.</translation>
    </message>
    <message>
        <source>{name} holds no weights.</source>
        <translation>{name} enthält keine Gewichte.</translation>
    </message>
    <message>
        <source>{name} holds numbers that are not finite, first in {key}.</source>
        <translation>{name} enthält Zahlen, die nicht endlich sind, zuerst in {key}.</translation>
    </message>
    <message>
        <source>{name} holds numbers that are not finite.</source>
        <translation>{name} enthält Zahlen, die nicht endlich sind.</translation>
    </message>
    <message>
        <source>{name} holds {told} that the CSV names.</source>
        <translation>{name} enthält {told}, die in der CSV-Datei stehen.</translation>
    </message>
    <message>
        <source>{name} is a {class_name}, which this version of diffusers does not know.</source>
        <translation>{name} ist ein {class_name}, den diese Version von diffusers nicht kennt.</translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete.</source>
        <translation>{name} ist beschädigt oder unvollständig.</translation>
    </message>
    <message>
        <source>{name} is incomplete: its {name2} is missing.</source>
        <translation>{name} ist unvollständig: {name2} fehlt.</translation>
    </message>
    <message>
        <source>{name} is incomplete: there are no weights in {name2}.</source>
        <translation>{name} ist unvollständig: In {name2} sind keine Gewichte.</translation>
    </message>
    <message>
        <source>{name} is incomplete: {name2}/{name3} is missing.</source>
        <translation>{name} ist unvollständig: {name2}/{name3} fehlt.</translation>
    </message>
    <message>
        <source>{name} is no model of faces.</source>
        <translation>{name} ist kein Gesichtermodell.</translation>
    </message>
    <message>
        <source>{name} is no model of faces: {args} is missing.</source>
        <translation>{name} ist kein Gesichtermodell: {args} fehlt.</translation>
    </message>
    <message>
        <source>{name} is no slider.</source>
        <translation>{name} ist kein Regler.</translation>
    </message>
    <message>
        <source>{name} is no weights file.</source>
        <translation>{name} ist keine Gewichtedatei.</translation>
    </message>
    <message>
        <source>{name} names a pipeline class of its own, and its code is not executed.</source>
        <translation>{name} nennt eine eigene Pipeline-Klasse, und ihr Code wird nicht ausgeführt.</translation>
    </message>
    <message>
        <source>{name} names no components.</source>
        <translation>{name} nennt keine Bestandteile.</translation>
    </message>
    <message>
        <source>{name} needs a {class_name}, which {library} does not have.</source>
        <translation>{name} braucht {class_name}, was {library} nicht hat.</translation>
    </message>
    <message>
        <source>{name} takes its {name2} from “{library}”, and foreign code is not executed.</source>
        <translation>{name} nimmt {name2} aus „{library}“, und fremder Code wird nicht ausgeführt.</translation>
    </message>
    <message>
        <source>{name} takes {in_channels} and gives {out_channels} channels.</source>
        <translation>{name} nimmt {in_channels} und liefert {out_channels} Kanäle.</translation>
    </message>
    <message>
        <source>{name} wants to run code of its own ({key} in {name2}); it was not executed.</source>
        <translation>{name} will eigenen Code ausführen ({key} in {name2}); er wurde nicht ausgeführt.</translation>
    </message>
    <message>
        <source>{name} wants to run code of its own, so it was not opened.</source>
        <translation>{name} will eigenen Code ausführen und wurde daher nicht geöffnet.</translation>
    </message>
    <message>
        <source>{name}/{name2} is damaged or incomplete.</source>
        <translation>{name}/{name2} ist beschädigt oder unvollständig.</translation>
    </message>
    <message>
        <source>{path} is no picture that can be read.</source>
        <translation>{path} ist kein lesbares Bild.</translation>
    </message>
    <message>
        <source>{piece_px} a side are the most.</source>
        <translation>{piece_px} je Seite sind das Höchste.</translation>
    </message>
    <message>
        <source>{plugin_name} did not give what {verb} promises.</source>
        <translation>{plugin_name} lieferte nicht, was {verb} verspricht.</translation>
    </message>
    <message>
        <source>{plugin_name} found something that has no outline.</source>
        <translation>{plugin_name} hat etwas gefunden, das keinen Umriss hat.</translation>
    </message>
    <message>
        <source>{plugin} did not stop and was left behind.</source>
        <translation>{plugin} hielt nicht an und wurde zurückgelassen.</translation>
    </message>
    <message>
        <source>{size_px} x {size_px2} is too small to paint.</source>
        <translation>{size_px} x {size_px2} ist zum Malen zu klein.</translation>
    </message>
    <message>
        <source>{suffix} has no transparency</source>
        <translation>{suffix} kennt keine Transparenz</translation>
    </message>
    <message>
        <source>{titles} and {value} more</source>
        <translation>{titles} und {value} weitere</translation>
    </message>
    <message>
        <source>{title} cannot do {verb}.</source>
        <translation>{title} kann {verb} nicht.</translation>
    </message>
    <message>
        <source>{title} has no transparency; the picture was laid on white.</source>
        <translation>{title} kennt keine Transparenz; das Bild wurde auf Weiß gelegt.</translation>
    </message>
    <message>
        <source>{title} holds at most {longest} pixels a side; this picture is {width} x {height}.</source>
        <translation>{title} fasst höchstens {longest} Pixel je Seite; dieses Bild hat {width} x {height}.</translation>
    </message>
    <message>
        <source>{title} is too slow to follow your strokes; use Generate</source>
        <translation>{title} ist zu langsam, um den Strichen zu folgen; „Generieren“ verwenden</translation>
    </message>
    <message>
        <source>{title} looks at more than one pixel at a time, so it cannot be a layer.</source>
        <translation>{title} betrachtet mehr als ein Pixel zugleich und kann daher keine Ebene sein.</translation>
    </message>
    <message>
        <source>{title} needs to know where to work.</source>
        <translation>{title} muss wissen, wo gearbeitet werden soll.</translation>
    </message>
    <message>
        <source>{title} needs {join}.</source>
        <translation>{title} braucht {join}.</translation>
    </message>
    <message>
        <source>{value} h {value2} min</source>
        <translation>{value} h {value2} min</translation>
    </message>
    <message>
        <source>{value} megapixels, and {value2} are the limit</source>
        <translation>{value} Megapixel, und {value2} sind die Grenze</translation>
    </message>
    <message>
        <source>{value} min {value2} s</source>
        <translation>{value} min {value2} s</translation>
    </message>
    <message>
        <source>{value} of {len} parts of the LoRA “{name}” fit nothing in this model; they were left out.</source>
        <translation>{value} von {len} Teilen des LoRA „{name}“ passen zu nichts in diesem Modell; sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>{what_helps} Or give undo more memory in the preferences.</source>
        <translation>{what_helps} Oder in den Einstellungen mehr Speicher für das Rückgängigmachen geben.</translation>
    </message>
    <message>
        <source>{where} cannot be loaded as a {class_name}.</source>
        <translation>{where} lässt sich nicht als {class_name} laden.</translation>
    </message>
    <message>
        <source>{wrong} has another shape</source>
        <translation>{wrong} hat eine andere Form</translation>
    </message>
    <message>
        <source>“{folder}” cannot be written: {reason}.</source>
        <translation>„{folder}“ lässt sich nicht beschreiben: {reason}.</translation>
    </message>
    <message>
        <source>“{name}” blends with “{operation}”, which Figment does not have; it blends normally here.</source>
        <translation>„{name}“ hat die Füllmethode „{operation}“, die Figment nicht kennt; hier ist sie normal.</translation>
    </message>
    <message>
        <source>“{name}” cannot be read.</source>
        <translation>„{name}“ ist nicht lesbar.</translation>
    </message>
    <message>
        <source>“{name}” cannot be read: {reason}.</source>
        <translation>„{name}“ ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>“{name}” cannot be saved as {lower}: {error}.</source>
        <translation>„{name}“ kann nicht als {lower} gespeichert werden: {error}.</translation>
    </message>
    <message>
        <source>“{name}” cannot hold everything: {loss}.</source>
        <translation>„{name}“ kann nicht alles fassen: {loss}.</translation>
    </message>
    <message>
        <source>“{name}” could not be put into “{parent}”.</source>
        <translation>„{name}“ konnte nicht nach „{parent}“ gelegt werden.</translation>
    </message>
    <message>
        <source>“{name}” could not be saved: {reason}.</source>
        <translation>„{name}“ konnte nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
        <source>“{name}” could not be written.</source>
        <translation>„{name}“ konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>“{name}” has a mask already.</source>
        <translation>„{name}“ hat schon eine Maske.</translation>
    </message>
    <message>
        <source>“{name}” has groups nested more than {max_depth} deep.</source>
        <translation>In „{name}“ sind Gruppen tiefer als {max_depth} verschachtelt.</translation>
    </message>
    <message>
        <source>“{name}” has more than {max_nodes} layers.</source>
        <translation>„{name}“ hat mehr als {max_nodes} Ebenen.</translation>
    </message>
    <message>
        <source>“{name}” has no ending that chooses a format.</source>
        <translation>„{name}“ hat keine Endung, die ein Format bestimmt.</translation>
    </message>
    <message>
        <source>“{name}” has no mask.</source>
        <translation>„{name}“ hat keine Maske.</translation>
    </message>
    <message>
        <source>“{name}” has no pixels with a mask to apply.</source>
        <translation>„{name}“ hat keine Pixel mit einer Maske, die sich anwenden ließe.</translation>
    </message>
    <message>
        <source>“{name}” has no pixels: it declares {width} x {height}.</source>
        <translation>„{name}“ hat keine Pixel: Angegeben sind {width} x {height}.</translation>
    </message>
    <message>
        <source>“{name}” holds no tensors.</source>
        <translation>„{name}“ enthält keine Tensoren.</translation>
    </message>
    <message>
        <source>“{name}” in “{name2}” is damaged.</source>
        <translation>„{name}“ in „{name2}“ ist beschädigt.</translation>
    </message>
    <message>
        <source>“{name}” in “{name2}” is not a table.</source>
        <translation>„{name}“ in „{name2}“ ist keine Tabelle.</translation>
    </message>
    <message>
        <source>“{name}” is a Krita project, which Figment does not open.</source>
        <translation>„{name}“ ist ein Krita-Projekt, das Figment nicht öffnet.</translation>
    </message>
    <message>
        <source>“{name}” is a LoRA, which changes a model and is none.</source>
        <translation>„{name}“ ist ein LoRA, das ein Modell verändert und selbst keines ist.</translation>
    </message>
    <message>
        <source>“{name}” is a folder now, so it was not saved.</source>
        <translation>„{name}“ ist jetzt ein Ordner, darum wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>“{name}” is a folder without a model.</source>
        <translation>„{name}“ ist ein Ordner ohne Modell.</translation>
    </message>
    <message>
        <source>“{name}” is a folder.</source>
        <translation>„{name}“ ist ein Ordner.</translation>
    </message>
    <message>
        <source>“{name}” is a group.</source>
        <translation>„{name}“ ist eine Gruppe.</translation>
    </message>
    <message>
        <source>“{name}” is a pickle, which is not opened: it could run code.</source>
        <translation>„{name}“ ist eine Pickle-Datei, die nicht geöffnet wird: Sie könnte Code ausführen.</translation>
    </message>
    <message>
        <source>“{name}” is a profile for {kind}; pictures here are RGB.</source>
        <translation>„{name}“ ist ein Profil für {kind}; Bilder sind hier RGB.</translation>
    </message>
    <message>
        <source>“{name}” is a vector layer, which Figment does not draw; it was left out.</source>
        <translation>„{name}“ ist eine Vektorebene, die Figment nicht zeichnet; sie wurde weggelassen.</translation>
    </message>
    <message>
        <source>“{name}” is among the sliders now.</source>
        <translation>„{name}“ ist jetzt bei den Reglern.</translation>
    </message>
    <message>
        <source>“{name}” is an adjustment layer, without pixels of its own.</source>
        <translation>„{name}“ ist eine Einstellungsebene ohne eigene Pixel.</translation>
    </message>
    <message>
        <source>“{name}” is an adjustment layer.</source>
        <translation>„{name}“ ist eine Einstellungsebene.</translation>
    </message>
    <message>
        <source>“{name}” is an adjustment that cannot be taken up again; what it made of the layers below is an ordinary layer now.</source>
        <translation>„{name}“ ist eine Anpassung, die sich nicht wieder aufnehmen lässt; was sie aus den Ebenen darunter machte, ist jetzt eine gewöhnliche Ebene.</translation>
    </message>
    <message>
        <source>“{name}” is an adjustment; it was written as pixels.</source>
        <translation>„{name}“ ist eine Anpassung; sie wurde als Pixel geschrieben.</translation>
    </message>
    <message>
        <source>“{name}” is an archive, but no OpenRaster picture.</source>
        <translation>„{name}“ ist ein Archiv, aber kein OpenRaster-Bild.</translation>
    </message>
    <message>
        <source>“{name}” is being trained already.</source>
        <translation>„{name}“ wird schon trainiert.</translation>
    </message>
    <message>
        <source>“{name}” is cut off: its end is missing.</source>
        <translation>„{name}“ ist abgeschnitten: Das Ende fehlt.</translation>
    </message>
    <message>
        <source>“{name}” is damaged or of a kind of Photoshop document that cannot be read.</source>
        <translation>„{name}“ ist beschädigt oder eine Art von Photoshop-Dokument, die nicht lesbar ist.</translation>
    </message>
    <message>
        <source>“{name}” is damaged, or a kind of picture that Figment cannot read.</source>
        <translation>„{name}“ ist beschädigt oder eine Art von Bild, die Figment nicht lesen kann.</translation>
    </message>
    <message>
        <source>“{name}” is damaged: its archive is incomplete.</source>
        <translation>„{name}“ ist beschädigt: Das Archiv ist unvollständig.</translation>
    </message>
    <message>
        <source>“{name}” is damaged: its layer list cannot be read.</source>
        <translation>„{name}“ ist beschädigt: Die Ebenenliste ist nicht lesbar.</translation>
    </message>
    <message>
        <source>“{name}” is damaged: its layer list is missing.</source>
        <translation>„{name}“ ist beschädigt: Die Ebenenliste fehlt.</translation>
    </message>
    <message>
        <source>“{name}” is damaged: its picture data are incomplete or wrong.</source>
        <translation>„{name}“ ist beschädigt: Die Bilddaten sind unvollständig oder falsch.</translation>
    </message>
    <message>
        <source>“{name}” is damaged: its tensors cannot be read.</source>
        <translation>„{name}“ ist beschädigt: Die Tensoren sind nicht lesbar.</translation>
    </message>
    <message>
        <source>“{name}” is empty.</source>
        <translation>„{name}“ ist leer.</translation>
    </message>
    <message>
        <source>“{name}” is empty: it holds no data.</source>
        <translation>„{name}“ ist leer: Es sind keine Daten darin.</translation>
    </message>
    <message>
        <source>“{name}” is hidden.</source>
        <translation>„{name}“ ist ausgeblendet.</translation>
    </message>
    <message>
        <source>“{name}” is incomplete: a part of Stable Diffusion is missing in it.</source>
        <translation>„{name}“ ist unvollständig: Ein Teil von Stable Diffusion fehlt darin.</translation>
    </message>
    <message>
        <source>“{name}” is locked.</source>
        <translation>„{name}“ ist gesperrt.</translation>
    </message>
    <message>
        <source>“{name}” is no LoRA.</source>
        <translation>„{name}“ ist kein LoRA.</translation>
    </message>
    <message>
        <source>“{name}” is no OpenRaster picture: it holds no layer list.</source>
        <translation>„{name}“ ist kein OpenRaster-Bild: Es enthält keine Ebenenliste.</translation>
    </message>
    <message>
        <source>“{name}” is no Stable Diffusion that is known here.</source>
        <translation>„{name}“ ist kein Stable Diffusion, das hier bekannt ist.</translation>
    </message>
    <message>
        <source>“{name}” is no colour profile, or it is damaged.</source>
        <translation>„{name}“ ist kein Farbprofil oder ist beschädigt.</translation>
    </message>
    <message>
        <source>“{name}” is no longer there, so it was not saved.</source>
        <translation>„{name}“ ist nicht mehr da und wurde deshalb nicht gespeichert.</translation>
    </message>
    <message>
        <source>“{name}” is no name for a model.</source>
        <translation>„{name}“ ist kein Name für ein Modell.</translation>
    </message>
    <message>
        <source>“{name}” is not a group.</source>
        <translation>„{name}“ ist keine Gruppe.</translation>
    </message>
    <message>
        <source>“{name}” is not a picture that Figment can open.</source>
        <translation>„{name}“ ist kein Bild, das Figment öffnen kann.</translation>
    </message>
    <message>
        <source>“{name}” is not a weights file: it has no safetensors header.</source>
        <translation>„{name}“ ist keine Gewichtedatei: Der safetensors-Kopf fehlt.</translation>
    </message>
    <message>
        <source>“{name}” is not an ordinary file.</source>
        <translation>„{name}“ ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>“{name}” is not empty.</source>
        <translation>„{name}“ ist nicht leer.</translation>
    </message>
    <message>
        <source>“{name}” is of a newer sort than LoRA (LoHa, LoKr or DoRA), which is not known here.</source>
        <translation>„{name}“ ist von einer neueren Sorte als LoRA (LoHa, LoKr oder DoRA), die hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>“{name}” is too large: it declares more than {value} megapixels, which is the limit.</source>
        <translation>„{name}“ ist zu groß: Angegeben sind mehr als {value} Megapixel, und das ist die Grenze.</translation>
    </message>
    <message>
        <source>“{name}” is too large: its layers have more than {value} megapixels together.</source>
        <translation>„{name}“ ist zu groß: Die Ebenen haben zusammen mehr als {value} Megapixel.</translation>
    </message>
    <message>
        <source>“{name}” is too large: {width} x {height} is {reason}.</source>
        <translation>„{name}“ ist zu groß: {width} x {height} ist {reason}.</translation>
    </message>
    <message>
        <source>“{name}” is write-protected.</source>
        <translation>„{name}“ ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>“{name}” is {title}, which Figment does not open.</source>
        <translation>„{name}“ ist {title}; das öffnet Figment nicht.</translation>
    </message>
    <message>
        <source>“{name}” is {what}.</source>
        <translation>„{name}“ ist {what}.</translation>
    </message>
    <message>
        <source>“{name}” must not be replaced: {metadata}</source>
        <translation>„{name}“ darf nicht ersetzt werden: {metadata}</translation>
    </message>
    <message>
        <source>“{name}” takes {channels} channels, which nothing here gives it.</source>
        <translation>„{name}“ nimmt {channels} Kanäle, die ihm hier nichts gibt.</translation>
    </message>
    <message>
        <source>“{name}” was changed by another program, so it was not saved.</source>
        <translation>„{name}“ wurde von einem anderen Programm geändert und deshalb nicht gespeichert.</translation>
    </message>
    <message>
        <source>“{name}” was changed by another program; its own pixels count now.</source>
        <translation>„{name}“ wurde von einem anderen Programm geändert; jetzt gelten die eigenen Pixel.</translation>
    </message>
    <message>
        <source>“{name}” was made by a newer Figment ({figment_version}); it can be looked at and saved under another name.</source>
        <translation>„{name}“ wurde von einem neueren Figment ({figment_version}) erstellt; man kann es ansehen und unter einem anderen Namen speichern.</translation>
    </message>
    <message>
        <source>“{name}” was not added: it would run code ({join}).</source>
        <translation>„{name}“ wurde nicht hinzugefügt: Es würde Code ausführen ({join}).</translation>
    </message>
    <message>
        <source>“{name}” was not added: models of this kind are never read from pickles.</source>
        <translation>„{name}“ wurde nicht hinzugefügt: Modelle dieser Art werden nie aus Pickle-Dateien gelesen.</translation>
    </message>
    <message>
        <source>“{name}” was not generated.</source>
        <translation>„{name}“ wurde nicht generiert.</translation>
    </message>
    <message>
        <source>“{name}” was not loaded: it would run code ({join}).</source>
        <translation>„{name}“ wurde nicht geladen: Es würde Code ausführen ({join}).</translation>
    </message>
    <message>
        <source>“{name}” was refused: it unpacks to more than it declares.</source>
        <translation>„{name}“ wurde abgelehnt: Entpackt ist es größer als angegeben.</translation>
    </message>
    <message>
        <source>“{name}” was refused: it uses its pictures over and over again.</source>
        <translation>„{name}“ wurde abgelehnt: Es verwendet seine Bilder immer wieder.</translation>
    </message>
    <message>
        <source>“{name}” was refused: it would unpack to {value} GB.</source>
        <translation>„{name}“ wurde abgelehnt: Entpackt wären es {value} GB.</translation>
    </message>
    <message>
        <source>“{name}” was refused: its layer list declares XML entities.</source>
        <translation>„{name}“ wurde abgelehnt: Die Ebenenliste deklariert XML-Entitäten.</translation>
    </message>
    <message>
        <source>“{out}” is there already.</source>
        <translation>„{out}“ ist schon da.</translation>
    </message>
    <message>
        <source>“{path}” does not exist.</source>
        <translation>„{path}“ existiert nicht.</translation>
    </message>
    <message>
        <source>“{path}” is no picture that can be read.</source>
        <translation>„{path}“ ist kein lesbares Bild.</translation>
    </message>
    <message>
        <source>“{run_folder}” cannot be written.</source>
        <translation>„{run_folder}“ kann nicht beschrieben werden.</translation>
    </message>
    <message>
        <source>“{run_folder}” holds an interrupted training of something else.</source>
        <translation>„{run_folder}“ enthält ein unterbrochenes Training von etwas anderem.</translation>
    </message>
    <message>
        <source>“{suffix}” is not a format that Figment writes.</source>
        <translation>„{suffix}“ ist kein Format, das Figment schreibt.</translation>
    </message>
    <message>
        <source>“{target}” is there already.</source>
        <translation>„{target}“ ist schon da.</translation>
    </message>
    <message>
        <source>“{train}” cannot be found.</source>
        <translation>„{train}“ ist nicht zu finden.</translation>
    </message>
    <message>
        <source>“{value}” is a folder.</source>
        <translation>„{value}“ ist ein Ordner.</translation>
    </message>
    <message>
        <source>“{value}” is a {tag} layer, which Figment does not draw; it was left out.</source>
        <translation>„{value}“ ist eine Ebene der Art „{tag}“, die Figment nicht zeichnet; sie wurde weggelassen.</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>1 variant</source>
        <translation>1 Variante</translation>
    </message>
    <message>
        <source>A section is shown; Enter or a double click does a command.</source>
        <translation>Ein Abschnitt wird gezeigt; Eingabe oder Doppelklick führt einen Befehl aus.</translation>
    </message>
    <message>
        <source>Accept as layer</source>
        <translation>Als Ebene übernehmen</translation>
    </message>
    <message>
        <source>Add as layer</source>
        <translation>Als Ebene hinzufügen</translation>
    </message>
    <message>
        <source>Add this picture as a layer of its own  (Enter)</source>
        <translation>Dieses Bild als eigene Ebene hinzufügen  (Eingabe)</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Adjustment layer</source>
        <translation>Einstellungsebene</translation>
    </message>
    <message>
        <source>Adjustments and filters</source>
        <translation>Anpassungen und Filter</translation>
    </message>
    <message>
        <source>An offline, plugin-based image editor. Nothing leaves this machine.
Licence: Apache-2.0.</source>
        <translation>Ein Bildeditor mit Plugins, ganz ohne Netz. Nichts verlässt diesen Rechner.
Lizenz: Apache-2.0.</translation>
    </message>
    <message>
        <source>Anchor: {place}</source>
        <translation>Anker: {place}</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Arrow keys choose, Enter accepts as a layer, Delete discards, Space held shows the original, R reuses the settings</source>
        <translation>Pfeiltasten wählen, Eingabe übernimmt als Ebene, Entf verwirft, gehaltene Leertaste zeigt das Original, R übernimmt die Einstellungen</translation>
    </message>
    <message>
        <source>Arrow keys go from piece to piece, Space picks, Delete takes away</source>
        <translation>Pfeiltasten gehen von Stück zu Stück, Leertaste wählt, Entf nimmt weg</translation>
    </message>
    <message>
        <source>As Layer</source>
        <translation>Als Ebene</translation>
    </message>
    <message>
        <source>As many as usual</source>
        <translation>So viele wie üblich</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Wie das System es angibt</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Blend mode</source>
        <translation>Füllmethode</translation>
    </message>
    <message>
        <source>Brush presets</source>
        <translation>Pinselvorgaben</translation>
    </message>
    <message>
        <source>Brushes</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Brushes kept under a name</source>
        <translation>Unter einem Namen gespeicherte Pinsel</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>Channel of the histogram</source>
        <translation>Kanal des Histogramms</translation>
    </message>
    <message>
        <source>Channel {channel}, point {number} of {count}: input {x}, output {y}</source>
        <translation>Kanal {channel}, Punkt {number} von {count}: Eingang {x}, Ausgang {y}</translation>
    </message>
    <message>
        <source>Choose a colour</source>
        <translation>Farbe wählen</translation>
    </message>
    <message>
        <source>Choose a file: {what}</source>
        <translation>Datei wählen: {what}</translation>
    </message>
    <message>
        <source>Choose a folder: {what}</source>
        <translation>Ordner wählen: {what}</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Choose {name}; or click on it in the picture</source>
        <translation>{name} wählen; oder im Bild darauf klicken</translation>
    </message>
    <message>
        <source>Chooses what to generate with</source>
        <translation>Wählt, womit generiert wird</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Clear the List</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Clear the queue</source>
        <translation>Warteschlange leeren</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche löschen</translation>
    </message>
    <message>
        <source>Click on it: {point}</source>
        <translation>Anklicken: {point}</translation>
    </message>
    <message>
        <source>Click on pieces:</source>
        <translation>Stücke anklicken:</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>{title} schließen</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Colour in hexadecimal</source>
        <translation>Farbe hexadezimal</translation>
    </message>
    <message>
        <source>Colour profile</source>
        <translation>Farbprofil</translation>
    </message>
    <message>
        <source>Colour profiles (*.icc *.icm)</source>
        <translation>Farbprofile (*.icc *.icm)</translation>
    </message>
    <message>
        <source>Colour profiles (*.icc *.icm);;All files (*)</source>
        <translation>Farbprofile (*.icc *.icm);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Colour to paint with, and second colour  (X swaps, D resets)</source>
        <translation>Malfarbe und zweite Farbe  (X tauscht, D setzt zurück)</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Commands and their shortcuts</source>
        <translation>Befehle und ihre Tastenkürzel</translation>
    </message>
    <message>
        <source>Commands that match</source>
        <translation>Passende Befehle</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Continue the training of {name}</source>
        <translation>Training von {name} fortsetzen</translation>
    </message>
    <message>
        <source>Copy recipe</source>
        <translation>Rezept kopieren</translation>
    </message>
    <message>
        <source>Copy the recipe as text</source>
        <translation>Das Rezept als Text kopieren</translation>
    </message>
    <message>
        <source>Curve of channel {channel}</source>
        <translation>Kurve des Kanals {channel}</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Delete a brush preset</source>
        <translation>Eine Pinselvorgabe löschen</translation>
    </message>
    <message>
        <source>Delete the kept selection</source>
        <translation>Die gespeicherte Auswahl löschen</translation>
    </message>
    <message>
        <source>Delete what was learned so far</source>
        <translation>Löschen, was bisher gelernt wurde</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Einzelheiten zum Fehler</translation>
    </message>
    <message>
        <source>Discard all</source>
        <translation>Alle verwerfen</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Drag, or Ctrl+Up and Ctrl+Down, to reorder; Delete to give up</source>
        <translation>Ziehen oder Strg+Auf und Strg+Ab ordnet um; Entf gibt auf</translation>
    </message>
    <message>
        <source>Drag, turn the wheel, or double-click to type.</source>
        <translation>Ziehen, am Rad drehen oder doppelklicken, um zu tippen.</translation>
    </message>
    <message>
        <source>Drop a folder here</source>
        <translation>Ordner hierher ziehen</translation>
    </message>
    <message>
        <source>Enter does the chosen command.</source>
        <translation>Eingabe führt den gewählten Befehl aus.</translation>
    </message>
    <message>
        <source>Enter goes on from the step.</source>
        <translation>Eingabe setzt ab dem Schritt fort.</translation>
    </message>
    <message>
        <source>Enter takes the name, Escape leaves it.</source>
        <translation>Eingabe übernimmt den Namen, Esc lässt ihn.</translation>
    </message>
    <message>
        <source>Every step you take is listed here.
A click on one goes back to it.</source>
        <translation>Hier steht jeder Schritt.
Ein Klick auf einen führt zu ihm zurück.</translation>
    </message>
    <message>
        <source>Export as GIF</source>
        <translation>Als GIF exportieren</translation>
    </message>
    <message>
        <source>Export as PNGs</source>
        <translation>Als PNGs exportieren</translation>
    </message>
    <message>
        <source>Figures of the result</source>
        <translation>Zahlen zum Ergebnis</translation>
    </message>
    <message>
        <source>Finished, {steps} steps</source>
        <translation>Fertig, {steps} Schritte</translation>
    </message>
    <message>
        <source>Fonts and icons</source>
        <translation>Schriften und Symbole</translation>
    </message>
    <message>
        <source>Foreground</source>
        <translation>Vordergrund</translation>
    </message>
    <message>
        <source>Foreground and background colour</source>
        <translation>Vordergrund- und Hintergrundfarbe</translation>
    </message>
    <message>
        <source>Forget the training of {name}</source>
        <translation>Training von {name} vergessen</translation>
    </message>
    <message>
        <source>Forgets the kept selection; undo brings it back.</source>
        <translation>Vergisst die gespeicherte Auswahl; Rückgängig bringt sie zurück.</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Einzelbild</translation>
    </message>
    <message>
        <source>Generated with {generator}, seed {seed}.</source>
        <translation>Generiert mit {generator}, Startwert {seed}.</translation>
    </message>
    <message>
        <source>Generator: {text}</source>
        <translation>Generator: {text}</translation>
    </message>
    <message>
        <source>Generators</source>
        <translation>Generatoren</translation>
    </message>
    <message>
        <source>Generators: {generators}
From: {source}</source>
        <translation>Generatoren: {generators}
Aus: {source}</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>Give all waiting jobs up</source>
        <translation>Alle wartenden Aufträge aufgeben</translation>
    </message>
    <message>
        <source>Give the chosen command its default shortcut</source>
        <translation>Dem gewählten Befehl sein Standardkürzel geben</translation>
    </message>
    <message>
        <source>Give the model a name.</source>
        <translation>Geben Sie dem Modell einen Namen.</translation>
    </message>
    <message>
        <source>Give this run up</source>
        <translation>Diesen Lauf aufgeben</translation>
    </message>
    <message>
        <source>Hide {panel}</source>
        <translation>{panel} ausblenden</translation>
    </message>
    <message>
        <source>Hide; the View menu brings it back</source>
        <translation>Ausblenden; das Menü „Ansicht“ bringt es zurück</translation>
    </message>
    <message>
        <source>Hold to see the original  (hold Space)</source>
        <translation>Halten, um das Original zu sehen  (Leertaste halten)</translation>
    </message>
    <message>
        <source>Hold to see the picture without the adjustment; on the canvas, hold Tab.</source>
        <translation>Halten, um das Bild ohne die Anpassung zu sehen; auf der Arbeitsfläche Tab halten.</translation>
    </message>
    <message>
        <source>How much of the layer is seen.</source>
        <translation>Wie viel von der Ebene zu sehen ist.</translation>
    </message>
    <message>
        <source>How often each tone occurs, from black on the left to white on the right.</source>
        <translation>Wie oft jeder Tonwert vorkommt, von Schwarz links bis Weiß rechts.</translation>
    </message>
    <message>
        <source>How the file will look</source>
        <translation>Wie die Datei aussehen wird</translation>
    </message>
    <message>
        <source>How the layer meets what lies below.</source>
        <translation>Wie die Ebene auf das trifft, was darunter liegt.</translation>
    </message>
    <message>
        <source>In the middle of the paper</source>
        <translation>In der Mitte des Papiers</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>It is done: the model can be chosen in the Generate panel.</source>
        <translation>Fertig: Das Modell steht im Bedienfeld Generieren zur Wahl.</translation>
    </message>
    <message>
        <source>It may go on without this window.</source>
        <translation>Es kann ohne dieses Fenster weitergehen.</translation>
    </message>
    <message>
        <source>It takes minutes to hours, and goes on beside your work. Nothing leaves this computer.</source>
        <translation>Es dauert Minuten bis Stunden und läuft neben Ihrer Arbeit her. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Its plugin is not at hand</source>
        <translation>Sein Plugin ist nicht verfügbar</translation>
    </message>
    <message>
        <source>Its running jobs are cancelled.</source>
        <translation>Die laufenden Aufträge werden abgebrochen.</translation>
    </message>
    <message>
        <source>Keep camera data, place and description (EXIF, XMP)</source>
        <translation>Kameradaten und Beschreibung behalten (EXIF, XMP)</translation>
    </message>
    <message>
        <source>Keep proportions</source>
        <translation>Seitenverhältnis beibehalten</translation>
    </message>
    <message>
        <source>Keep the colour profile; sRGB otherwise</source>
        <translation>Farbprofil behalten; sonst sRGB</translation>
    </message>
    <message>
        <source>Layer: {name}.</source>
        <translation>Ebene: {name}.</translation>
    </message>
    <message>
        <source>Layers, top to bottom</source>
        <translation>Ebenen, von oben nach unten</translation>
    </message>
    <message>
        <source>Level, from the top</source>
        <translation>Waagerecht, von oben</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>Licence of the chosen part</source>
        <translation>Lizenz des gewählten Bestandteils</translation>
    </message>
    <message>
        <source>Locked.</source>
        <translation>Gesperrt.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird durchgesehen…</translation>
    </message>
    <message>
        <source>Lossless</source>
        <translation>Verlustfrei</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Make pictures with these values  (Ctrl+Enter)</source>
        <translation>Mit diesen Werten Bilder machen  (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Mark generated pixels (IPTC)</source>
        <translation>Generierte Pixel kennzeichnen (IPTC)</translation>
    </message>
    <message>
        <source>Mean {mean}, median {median}, black {black} %, white {white} %</source>
        <translation>Mittelwert {mean}, Median {median}, Schwarz {black} %, Weiß {white} %</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Memory that Figment takes</source>
        <translation>Speicher, den Figment belegt</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Menus</source>
        <translation>Menüs</translation>
    </message>
    <message>
        <source>Merge Group</source>
        <translation>Gruppe vereinen</translation>
    </message>
    <message>
        <source>Models and pictures</source>
        <translation>Modelle und Bilder</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>Weitere Optionen</translation>
    </message>
    <message>
        <source>More options of this tool</source>
        <translation>Weitere Optionen dieses Werkzeugs</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>Name der Ebene</translation>
    </message>
    <message>
        <source>New colour</source>
        <translation>Neue Farbe</translation>
    </message>
    <message>
        <source>New shortcut of the chosen command</source>
        <translation>Neues Tastenkürzel des gewählten Befehls</translation>
    </message>
    <message>
        <source>No command is called so. Type fewer letters.</source>
        <translation>So heißt kein Befehl. Weniger Buchstaben eingeben.</translation>
    </message>
    <message>
        <source>No file: {what}</source>
        <translation>Keine Datei: {what}</translation>
    </message>
    <message>
        <source>No folder: {what}</source>
        <translation>Kein Ordner: {what}</translation>
    </message>
    <message>
        <source>No generator</source>
        <translation>Kein Generator</translation>
    </message>
    <message>
        <source>No generator can be trained.</source>
        <translation>Kein Generator kann trainiert werden.</translation>
    </message>
    <message>
        <source>No model installed</source>
        <translation>Kein Modell installiert</translation>
    </message>
    <message>
        <source>No plugin was found.</source>
        <translation>Es wurde kein Plugin gefunden.</translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation>Keine zuletzt geöffneten Dateien</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation>Nichts gefunden für „{text}“</translation>
    </message>
    <message>
        <source>Nothing found. Try other words.</source>
        <translation>Nichts gefunden. Andere Wörter versuchen.</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>On “{layer}”</source>
        <translation>Auf „{layer}“</translation>
    </message>
    <message>
        <source>One picture.</source>
        <translation>Ein Bild.</translation>
    </message>
    <message>
        <source>Open Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open pictures</source>
        <translation>Offene Bilder</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>{name} öffnen</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>Opens a sample and chooses {generator}.</source>
        <translation>Öffnet ein Beispiel und wählt {generator}.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Parts and their licences</source>
        <translation>Bestandteile und ihre Lizenzen</translation>
    </message>
    <message>
        <source>Parts of it lie outside the paper.</source>
        <translation>Teile davon liegen außerhalb des Papiers.</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>Eingefügt</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture of {figure}</source>
        <translation>Bild zu {figure}</translation>
    </message>
    <message>
        <source>Pictures and projects ({kinds});;All files (*)</source>
        <translation>Bilder und Projekte ({kinds});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Stücke</translation>
    </message>
    <message>
        <source>Place on the picture: {points}</source>
        <translation>Ins Bild setzen: {points}</translation>
    </message>
    <message>
        <source>Plugin</source>
        <translation>Plugin</translation>
    </message>
    <message>
        <source>Position of the pointer</source>
        <translation>Position des Zeigers</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Progress of applying</source>
        <translation>Fortschritt beim Anwenden</translation>
    </message>
    <message>
        <source>Progress of the job</source>
        <translation>Fortschritt des Auftrags</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>Put the frames away</source>
        <translation>Einzelbilder weglegen</translation>
    </message>
    <message>
        <source>Put this picture on the page</source>
        <translation>Dieses Bild auf die Seite legen</translation>
    </message>
    <message>
        <source>Qt and its Python binding are used under the GNU Lesser General Public License, version 3. They are libraries of their own beside Figment: whoever wants to may put another build of the same version in their place. Their source is at code.qt.io.</source>
        <translation>Qt und seine Python-Anbindung werden unter der GNU Lesser General Public License, Version 3, verwendet. Sie sind eigene Bibliotheken neben Figment: Wer will, darf einen anderen Build derselben Version an ihre Stelle setzen. Ihr Quelltext liegt unter code.qt.io.</translation>
    </message>
    <message>
        <source>Queue another run</source>
        <translation>Weiteren Lauf anstellen</translation>
    </message>
    <message>
        <source>Queue another run behind this one  (Ctrl+Enter)</source>
        <translation>Einen weiteren Lauf hinter diesem anstellen  (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Queue, {count} waiting</source>
        <translation>Warteschlange, {count} wartend</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Recent colour {color}</source>
        <translation>Zuletzt verwendete Farbe {color}</translation>
    </message>
    <message>
        <source>Recipe of {name}</source>
        <translation>Rezept von {name}</translation>
    </message>
    <message>
        <source>Red, green and blue, such as #3366cc</source>
        <translation>Rot, Grün und Blau, etwa #3366cc</translation>
    </message>
    <message>
        <source>Redo {step}</source>
        <translation>Wiederholen: {step}</translation>
    </message>
    <message>
        <source>Redone: {step}</source>
        <translation>Wiederholt: {step}</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>Neu generieren</translation>
    </message>
    <message>
        <source>Reset all values</source>
        <translation>Alle Werte zurücksetzen</translation>
    </message>
    <message>
        <source>Reset {name}</source>
        <translation>{name} zurücksetzen</translation>
    </message>
    <message>
        <source>Reuse settings</source>
        <translation>Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>Run it again on the picture as it is now, without this layer</source>
        <translation>Noch einmal auf das Bild anwenden, wie es jetzt ohne diese Ebene ist</translation>
    </message>
    <message>
        <source>Sample pictures</source>
        <translation>Beispielbilder</translation>
    </message>
    <message>
        <source>Samples of what it has learned so far</source>
        <translation>Proben dessen, was es bisher gelernt hat</translation>
    </message>
    <message>
        <source>Saturation and brightness</source>
        <translation>Sättigung und Helligkeit</translation>
    </message>
    <message>
        <source>Saturation {saturation} %, brightness {brightness} %</source>
        <translation>Sättigung {saturation} %, Helligkeit {brightness} %</translation>
    </message>
    <message>
        <source>Save Brush…</source>
        <translation>Pinsel speichern…</translation>
    </message>
    <message>
        <source>Save changes to “{title}”?</source>
        <translation>Änderungen an „{title}“ speichern?</translation>
    </message>
    <message>
        <source>Scrub through the frames</source>
        <translation>Durch die Einzelbilder gehen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>Search every command</source>
        <translation>Jeden Befehl suchen</translation>
    </message>
    <message>
        <source>Search generators</source>
        <translation>Generatoren suchen</translation>
    </message>
    <message>
        <source>Search the guide and every command</source>
        <translation>Handbuch und Befehle durchsuchen</translation>
    </message>
    <message>
        <source>Sections and commands</source>
        <translation>Abschnitte und Befehle</translation>
    </message>
    <message>
        <source>Sections of the preferences</source>
        <translation>Bereiche der Einstellungen</translation>
    </message>
    <message>
        <source>Selected: {width} by {height} pixels, from {x}, {y}.</source>
        <translation>Ausgewählt: {width} mal {height} Pixel, ab {x}, {y}.</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>Teilt</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Show or hide the waiting jobs</source>
        <translation>Wartende Aufträge ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show the details</source>
        <translation>Einzelheiten anzeigen</translation>
    </message>
    <message>
        <source>Show where it comes from</source>
        <translation>Zeigen, woher es kommt</translation>
    </message>
    <message>
        <source>Size of the picture</source>
        <translation>Größe des Bildes</translation>
    </message>
    <message>
        <source>Start Training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Start or open a picture
to see its layers.</source>
        <translation>Ein Bild beginnen oder öffnen,
um seine Ebenen zu sehen.</translation>
    </message>
    <message>
        <source>Starts a picture with {generator}.</source>
        <translation>Beginnt ein Bild mit {generator}.</translation>
    </message>
    <message>
        <source>Status bar</source>
        <translation>Statusleiste</translation>
    </message>
    <message>
        <source>Step of the picture</source>
        <translation>Schritt des Bildes</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>Schritt {step} von {steps}</translation>
    </message>
    <message>
        <source>Steps, oldest first</source>
        <translation>Schritte, die ältesten zuerst</translation>
    </message>
    <message>
        <source>Stop the training</source>
        <translation>Training anhalten</translation>
    </message>
    <message>
        <source>Stopped. What was learned is kept, and the training can be continued.</source>
        <translation>Angehalten. Das Gelernte bleibt, und das Training kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Stopping after this step…</source>
        <translation>Hält nach diesem Schritt an…</translation>
    </message>
    <message>
        <source>Switch it on under Help &gt; Plugins.</source>
        <translation>Unter Hilfe &gt; Plugins einschalten.</translation>
    </message>
    <message>
        <source>Take all off the strip; they stay in the result store</source>
        <translation>Alle von der Leiste nehmen; sie bleiben im Ergebnisspeicher</translation>
    </message>
    <message>
        <source>Take generator, values and seed into the Generate panel</source>
        <translation>Generator, Werte und Startwert ins Bedienfeld „Generieren“ übernehmen</translation>
    </message>
    <message>
        <source>Take it off the strip  (Delete)</source>
        <translation>Von der Leiste nehmen  (Entf)</translation>
    </message>
    <message>
        <source>Take its generator, values and seed  (R)</source>
        <translation>Generator, Werte und Startwert übernehmen  (R)</translation>
    </message>
    <message>
        <source>Take off the desk</source>
        <translation>Vom Tisch nehmen</translation>
    </message>
    <message>
        <source>The generator is gone ({plugin}); the pixels are kept.</source>
        <translation>Der Generator fehlt ({plugin}); die Pixel bleiben erhalten.</translation>
    </message>
    <message>
        <source>The middle of what you see, as the file will hold it</source>
        <translation>Die Mitte dessen, was zu sehen ist, wie die Datei sie enthalten wird</translation>
    </message>
    <message>
        <source>The next piece you click is {name}</source>
        <translation>Das nächste angeklickte Stück ist {name}</translation>
    </message>
    <message>
        <source>The training that goes on</source>
        <translation>Das laufende Training</translation>
    </message>
    <message>
        <source>The words of CLIP, for models of your own</source>
        <translation>Die Wörter von CLIP, für eigene Modelle</translation>
    </message>
    <message>
        <source>This layer only</source>
        <translation>Nur diese Ebene</translation>
    </message>
    <message>
        <source>Tones before the adjustment</source>
        <translation>Tonwerte vor der Anpassung</translation>
    </message>
    <message>
        <source>Tool options</source>
        <translation>Werkzeugoptionen</translation>
    </message>
    <message>
        <source>Tool: {tool}.</source>
        <translation>Werkzeug: {tool}.</translation>
    </message>
    <message>
        <source>Train Another</source>
        <translation>Weiteres trainieren</translation>
    </message>
    <message>
        <source>Train your own…</source>
        <translation>Eigenes trainieren…</translation>
    </message>
    <message>
        <source>Trained for Figment, Apache-2.0, with:</source>
        <translation>Für Figment trainiert, Apache-2.0, mit:</translation>
    </message>
    <message>
        <source>Type a few letters of a command; Enter does it.</source>
        <translation>Ein paar Buchstaben eines Befehls tippen; Eingabe führt ihn aus.</translation>
    </message>
    <message>
        <source>Undo {step}</source>
        <translation>Rückgängig: {step}</translation>
    </message>
    <message>
        <source>Undone: {step}</source>
        <translation>Rückgängig: {step}</translation>
    </message>
    <message>
        <source>Upright, from the left</source>
        <translation>Senkrecht, von links</translation>
    </message>
    <message>
        <source>Use this plugin</source>
        <translation>Dieses Plugin verwenden</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Benutzerhandbuch</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Values of the adjustment</source>
        <translation>Werte der Anpassung</translation>
    </message>
    <message>
        <source>Waiting jobs</source>
        <translation>Wartende Aufträge</translation>
    </message>
    <message>
        <source>Ways to begin</source>
        <translation>Wie es losgehen kann</translation>
    </message>
    <message>
        <source>What is counted.</source>
        <translation>Was gezählt wird.</translation>
    </message>
    <message>
        <source>What shall it be?</source>
        <translation>Was soll es werden?</translation>
    </message>
    <message>
        <source>What the generator does</source>
        <translation>Was der Generator tut</translation>
    </message>
    <message>
        <source>What was done since the last save is lost otherwise.</source>
        <translation>Was seit dem letzten Speichern geschah, geht sonst verloren.</translation>
    </message>
    <message>
        <source>What was learned is kept, and the training can be continued.</source>
        <translation>Das Gelernte bleibt, und das Training kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>What you will choose</source>
        <translation>Was Sie auswählen werden</translation>
    </message>
    <message>
        <source>Where generators compute</source>
        <translation>Wo die Generatoren rechnen</translation>
    </message>
    <message>
        <source>Write every frame as a PNG into a new folder</source>
        <translation>Jedes Einzelbild als PNG in einen neuen Ordner schreiben</translation>
    </message>
    <message>
        <source>Write the frames as a moving picture, there and back (GIF or WebP)</source>
        <translation>Die Einzelbilder als bewegtes Bild schreiben, hin und zurück (GIF oder WebP)</translation>
    </message>
    <message>
        <source>Write the recipe into the file</source>
        <translation>Das Rezept in die Datei schreiben</translation>
    </message>
    <message>
        <source>Zoom in percent</source>
        <translation>Zoom in Prozent</translation>
    </message>
    <message>
        <source>Zoom: choose one or type a percentage.</source>
        <translation>Zoom: einen wählen oder eine Prozentzahl tippen.</translation>
    </message>
    <message>
        <source>Zoom: {percent} %.</source>
        <translation>Zoom: {percent} %.</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>etwa {size}</translation>
    </message>
    <message>
        <source>adjustment layer</source>
        <translation>Einstellungsebene</translation>
    </message>
    <message>
        <source>default {value}</source>
        <translation>Standard {value}</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>generator</source>
        <translation>Generator</translation>
    </message>
    <message>
        <source>generator_title</source>
        <translation>generator_title</translation>
    </message>
    <message>
        <source>getting ready</source>
        <translation>wird vorbereitet</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>ausgeblendet</translation>
    </message>
    <message>
        <source>its plugin</source>
        <translation>das Plugin dazu</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>made of {numbers}</source>
        <translation>aus {numbers}</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>or drop a picture here</source>
        <translation>oder ein Bild hierher ziehen</translation>
    </message>
    <message>
        <source>the first {step} of {steps} steps with another picture</source>
        <translation>die ersten {step} von {steps} Schritten mit einem anderen Bild</translation>
    </message>
    <message>
        <source>variant {number} of {count}</source>
        <translation>Variante {number} von {count}</translation>
    </message>
    <message>
        <source>with mask</source>
        <translation>mit Maske</translation>
    </message>
    <message>
        <source>working</source>
        <translation>arbeitet</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{count} percent</source>
        <translation>{count} Prozent</translation>
    </message>
    <message>
        <source>{count} pictures so far…</source>
        <translation>Bisher {count} Bilder…</translation>
    </message>
    <message>
        <source>{count} pictures.</source>
        <translation>{count} Bilder.</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} Schritte</translation>
    </message>
    <message>
        <source>{count} variants</source>
        <translation>{count} Varianten</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} wartend</translation>
    </message>
    <message>
        <source>{job}: getting ready…</source>
        <translation>{job}: wird vorbereitet…</translation>
    </message>
    <message>
        <source>{job}: waiting…</source>
        <translation>{job}: wartet…</translation>
    </message>
    <message>
        <source>{key} belongs to “{title}”.</source>
        <translation>{key} gehört schon zu „{title}“.</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>{name} (not installed)</source>
        <translation>{name} (nicht installiert)</translation>
    </message>
    <message>
        <source>{name}, typed</source>
        <translation>{name}, eingetippt</translation>
    </message>
    <message>
        <source>{name}: Enter takes the number, Escape leaves it.</source>
        <translation>{name}: Eingabe übernimmt die Zahl, Esc lässt sie.</translation>
    </message>
    <message>
        <source>{name}: choose</source>
        <translation>{name}: wählen</translation>
    </message>
    <message>
        <source>{name}: draw a new one</source>
        <translation>{name}: einen neuen ziehen</translation>
    </message>
    <message>
        <source>{name}: lock</source>
        <translation>{name}: festhalten</translation>
    </message>
    <message>
        <source>{percent} % done</source>
        <translation>{percent} % fertig</translation>
    </message>
    <message>
        <source>{percent} % done, about {time} left</source>
        <translation>{percent} % fertig, noch etwa {time}</translation>
    </message>
    <message>
        <source>{steps}, {used} of {most}</source>
        <translation>{steps}, {used} von {most}</translation>
    </message>
    <message>
        <source>{step}, undone</source>
        <translation>{step}, rückgängig gemacht</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{title} of the chosen point</source>
        <translation>{title} des gewählten Punkts</translation>
    </message>
    <message>
        <source>{title} of the chosen point, 0 to 255</source>
        <translation>{title} des gewählten Punkts, 0 bis 255</translation>
    </message>
    <message>
        <source>{title}, seed {seed}</source>
        <translation>{title}, Startwert {seed}</translation>
    </message>
    <message>
        <source>{title}, {number} of {count}</source>
        <translation>{title}, {number} von {count}</translation>
    </message>
    <message>
        <source>{title}, {width} by {height} pixels.</source>
        <translation>{title}, {width} mal {height} Pixel.</translation>
    </message>
    <message>
        <source>{title}: cancelled.</source>
        <translation>{title}: abgebrochen.</translation>
    </message>
    <message>
        <source>{title}: ready.</source>
        <translation>{title}: fertig.</translation>
    </message>
    <message>
        <source>{title}: {count} variants are ready.</source>
        <translation>{title}: {count} Varianten sind fertig.</translation>
    </message>
    <message>
        <source>{value} (unknown)</source>
        <translation>{value} (unbekannt)</translation>
    </message>
    <message>
        <source>{width} x {height} mm, {dots} pixels per inch.</source>
        <translation>{width} x {height} mm, {dots} Pixel pro Zoll.</translation>
    </message>
    <message>
        <source>{words}, {size} on disk</source>
        <translation>{words}, {size} auf dem Datenträger</translation>
    </message>
    <message>
        <source>“{name}” ({what}) is not done</source>
        <translation>„{name}“ ({what}) ist nicht fertig</translation>
    </message>
    <message>
        <source>“{name}” for {what}</source>
        <translation>„{name}“ für {what}</translation>
    </message>
    <message>
        <source>“{name}” is being trained: show it</source>
        <translation>„{name}“ wird trainiert: zeigen</translation>
    </message>
    <message>
        <source>“{name}” is still being trained</source>
        <translation>„{name}“ wird noch trainiert</translation>
    </message>
</context>
</TS>
