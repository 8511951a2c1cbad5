"""Who acts in a record, with which status and by whose word: short reports of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document

PUBLISHED = date(2024, 5, 16)  # a Thursday
BOMB = "A bomb killed five people at a market in Jolo on Monday. "


def actors_of(text: str) -> list[tuple[str, str, str | None]]:
    """Name, status and by of every actor of the first record with a deed of ACLED's."""
    document = Document(id="report", text=text, published=PUBLISHED, language="en")
    records: list[dict[str, Any]] = read_document(document).to_dict()["records"]  # type: ignore[assignment]
    record = next(record for record in records if record["type"]["acled_sub_event"])
    return [(row["name"], row["status"], row["by"]) for row in record["actors"]]


def test_who_claims_both_attacks_claims_each() -> None:
    text = "A car bomb killed nine people in Mosul on Monday. On Tuesday a suicide bomber killed four guards in Kirkuk. "
    document = Document(
        id="report", text=text + "Islamic State claimed responsibility for both attacks.", published=PUBLISHED, language="en"
    )
    records: list[dict[str, Any]] = read_document(document).to_dict()["records"]  # type: ignore[assignment]
    assert [[(row["name"], row["status"]) for row in record["actors"]] for record in records] == [[("Islamic State", "claimed")]] * 2


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Suspected rebels attacked a village near Pibor on Monday, killing nine people.", [("rebels", "suspected", None)]),
        (
            "A union accused soldiers of firing on bakers outside the mill at Ibarra on Monday, killing five of them.",
            [("soldiers", "accused", "union")],
        ),
        (
            "Soldiers shot dead a boy during a raid in Jenin on Monday. The health ministry identified the boy as Omar Ali Hadi.",
            [("Soldiers", "stated", None)],
        ),
        ("Men of the Ngok tribe ambushed a truck near Abyei on Tuesday, killing four traders.", [("Ngok tribe", "stated", None)]),
        (
            "Villagers accused the Kivu Defence Front of burning the school in Rutshuru on Monday.",
            [("Kivu Defence Front", "accused", "Villagers")],
        ),
        (
            "Residents hold the Mai-Mai responsible for the killing of the teacher in Walikale on Monday.",
            [("Mai-Mai", "accused", "Residents")],
        ),
        ("On 9 May soldiers of Battalion 283 entered Ibarra and detained nine men.", [("Battalion 283", "stated", None)]),
        (
            "The army was accused by a farmers' league of burning nine houses in Ibarra on Monday.",
            [("army", "accused", "farmers' league")],
        ),
        ("Herders hold poachers responsible for the murder of a ranger in Ibarra on Monday.", [("poachers", "accused", "Herders")]),
        ("Rebels stormed a hotel in Ibarra on Monday and killed nine guests. Soldiers shot the rebels dead.", [("Rebels", "stated", None)]),
        ("Police in Ibarra fired tear gas to break up a sit-in of bakers on Monday.", [("Police", "stated", None)]),
        ("Militants overran a camp near Ibarra on Monday. The dead included nine cooks.", [("Militants", "stated", None)]),
        ("A drone hit a mill in Ibarra on Monday. The mayor blamed Eritrea.", [("Eritrea", "accused", "mayor")]),
        ("Nine members of the New People's Army laid down their rifles in Ibarra on Monday, the army said.", [("New People's Army", "accused", "army")]),
        ("Fighters of the militia Harakat burned a mill in Ibarra on Monday.", [("Harakat", "stated", None)]),
        ("The carnage shows that jihadists attacked a convoy near Mopti on Monday.", [("jihadists", "stated", None)]),
        (BOMB + "He said he had planted it.", []),
        ("Islamists linked to a cartel killed nine people in Jolo on Monday.", [("Islamists", "stated", None)]),
        ("Men from the intelligence service shot a cook in Jolo on Monday.", [("intelligence service", "stated", None)]),
        ("Soldiers backed by tribal fighters stormed Jolo on Monday.", [("Soldiers", "stated", None), ("tribal fighters", "stated", None)]),
        ("Rebels supported by Chad shelled a camp near Jolo on Monday.", [("Rebels", "stated", None)]),
        ("The army, together with a local militia, attacked a camp near Jolo on Monday.", [("army", "stated", None), ("local militia", "stated", None)]),
        ("Nine cooks were abducted near Jolo on Monday when bandits blocked the road.", [("bandits", "stated", None)]),
        ("Gunmen on a motorcycle shot dead a local judge in Jolo on Monday.", [("Gunmen", "stated", None)]),
        ("A driver rammed a crowd in Jolo on Monday, killing two cooks. Police shot the driver dead.", [("driver", "stated", None)]),
        ("A man stabbed a guard in Jolo on Monday. Officers arrested Elia Mora, 43, at the scene.", [("Elia Mora", "suspected", "Officers")]),
        (
            'Gunmen raided a market in Jolo on Monday. Nine people were hurt, a cook said. "They burned the stalls," he said.',
            [("Gunmen", "stated", None)],
        ),
        ("A Ukrainian drone hit a depot in Bryansk, Russia, on Monday, Governor Elia Mora said.", [("Ukrainian drone", "accused", "Elia Mora")]),
        (BOMB + "Security forces later launched a search operation.", []),
        ("The army shelled Jolo on Monday. They attacked again at night, a farmer said.", [("army", "stated", None)]),
        ("Gunmen killed a judge in Jolo on Monday. On Tuesday police arrested a driver, Elia Mora.", [("Gunmen", "stated", None)]),
        ("Members of churches and unions held a rally in Jolo on Monday.", [("Members of churches", "stated", None), ("unions", "stated", None)]),
        (
            "Armenia and Turkey blamed each other on Monday for a firefight near Kars. Armenia said Turkish troops had fired first.",
            [("Armenia", "accused", "Turkey"), ("Turkish troops", "accused", "Armenia")],
        ),
        (BOMB + "Harakat later claimed responsibility in a statement on Telegram.", [("Harakat", "claimed", "Harakat")]),
        (BOMB + "Its mayor pointed the finger at the far right.", [("far right", "accused", "mayor")]),
        (BOMB + "The mayor accused the gang known as Los Primos of being behind the blast.", [("Los Primos", "accused", "mayor")]),
        (BOMB + "An M23 spokesman, Omar Hadi, said his movement had nothing to do with the bombing.", [("M23", "denied", "Omar Hadi")]),
        (
            "Gunmen shot dead two men in Jolo on Monday. The mayor blamed Abu Sayyaf.",
            [("Abu Sayyaf", "accused", "mayor")],
        ),
        (
            "Fighting between the 444 Brigade and the Deterrence Force killed nine people in Tripoli on Monday.",
            [("444 Brigade", "stated", None), ("Deterrence Force", "stated", None)],
        ),
        ("Nine gendarmes were wounded in clashes with rioters in Ibarra on Tuesday.", [("rioters", "stated", None)]),
        ("A US air strike killed nine people in Kunduz on Monday. US forces said they had struck a base.", [("US forces", "claimed", "US forces")]),
        (BOMB + "Al-Shabaab was responsible, police said.", [("Al-Shabaab", "accused", "police")]),
        (BOMB + "The blast was the work of Abu Sayyaf, the army said.", [("Abu Sayyaf", "accused", "army")]),
        (BOMB + "Abu Sayyaf was behind the bombing.", [("Abu Sayyaf", "stated", None)]),
        (BOMB + "Abu Sayyaf said it was behind the bombing.", [("Abu Sayyaf", "claimed", "Abu Sayyaf")]),
        (BOMB + "Abu Sayyaf said it had nothing to do with the bombing.", [("Abu Sayyaf", "denied", "Abu Sayyaf")]),
        (BOMB + "Neighbours blamed Abu Sayyaf.", [("Abu Sayyaf", "accused", "Neighbours")]),
        (BOMB + "The court also charged the driver with fraud.", []),
        (
            "A Houthi spokesman, Yahya Saree, claimed the attack on the ship in the Red Sea on Monday.",
            [("Houthi", "claimed", "Yahya Saree")],
        ),
        ("The army said its jets had bombed a camp near Gao on Tuesday.", [("army", "claimed", "army")]),
        ("Government forces recaptured the town of Bara on Monday, the defence ministry said.", [("Government forces", "claimed", "defence ministry")]),
        ("Soldiers shelled the town of Bara on Monday, local officials said.", [("Soldiers", "accused", "local officials")]),
        (
            "Three soldiers and five militants were killed in fighting near Derna on Monday.",
            [("soldiers", "stated", None), ("militants", "stated", None)],
        ),
        ("Five soldiers were killed in fighting near Derna on Monday.", []),
        (
            "Nine Houthi fighters and four government soldiers were killed near Taiz on Monday.",
            [("Houthi fighters", "stated", None), ("government soldiers", "stated", None)],
        ),
        ("Two men exchanged gunfire in a car park in Houston on Monday.", [("men", "stated", None)]),
        (
            "Residents say police shot four farmers in Escuintla on Monday. The interior minister denied the report.",
            [("police", "denied", "interior minister")],
        ),
        (
            "Residents say rebels shot four farmers in Escuintla on Monday. The interior minister denied the report.",
            [("rebels", "accused", "Residents")],
        ),
        ("The mayor of Puno was found shot dead on Monday.", []),
        ("GAO, Mali - Malian forces shelled a village near Gao on Monday, the Chadian army said.", [("Malian forces", "accused", "Chadian army")]),
        ("The army said it had lost nine soldiers in a clash near Gao on Monday.", []),
        (
            "Nine cooks were killed in Bankass on Monday. An officer blamed the Dozo militia, whose leader denied any involvement.",
            [("Dozo militia", "denied", "leader")],
        ),
        (
            "A cook was killed in Tumaco on Monday. Neighbours hold the River Command responsible; the group denied it in a leaflet.",
            [("River Command", "denied", "River Command")],
        ),
        (
            "Chadian forces fired rockets at Libyan positions near Sebha on Monday, Libya said. Chad denied firing any rockets.",
            [("Chadian forces", "denied", "Chad")],
        ),
        (
            "Governor Ali Sow blamed the attack on a mill near Djibo on Monday on bandits. Raiders disguised as nuns had killed nine cooks.",
            [("Raiders", "stated", None)],
        ),
        ("A bomb killed nine men in Kano on Monday, and the Delta Front is the main suspect.", [("Delta Front", "suspected", None)]),
        (
            "A car bomb killed nine cooks in Jammu on Monday. India accused Pakistan of having a direct hand in it; Islamabad rejected the charge.",
            [("Pakistan", "denied", "Islamabad")],
        ),
        (
            "A man stabbed two cooks in Ghent on Monday. Islamic State said the attacker was one of its soldiers.",
            [("man", "stated", None), ("Islamic State", "claimed", "Islamic State")],
        ),
        (
            "DYL men burned a mill in Sylhet on Monday, students alleged. DYL secretary Anil Deb denied the allegation.",
            [("DYL men", "denied", "Anil Deb")],
        ),
        (
            "Rebel soldiers tried to overthrow President Adama Ndiaye in Dakar on Monday, bombing parliament and seizing a bridge.",
            [("Rebel soldiers", "stated", None)],
        ),
        (
            "Taliban fighters attacked a post near Kunduz on Sunday. The Islamist group said it had killed six soldiers.",
            [("Taliban", "claimed", "Taliban")],
        ),
        ("On 4 May elements of the Ngule militia attacked a mill in Kananga.", [("Ngule militia", "stated", None)]),
        (BOMB + "A Front commander, Omar Sow, refused to confirm or deny that the Delta Front was responsible.", []),
        (
            BOMB + "A group calling itself Sons of the Red Valley claimed the bombing.",
            [("Sons of the Red Valley", "claimed", "Sons of the Red Valley")],
        ),
        (BOMB + "Police charged a 32-year-old Norwegian, Nils Berg, with the attack.", [("Nils Berg", "accused", "Police")]),
        (
            "TSKHINVALI/GORI: Chadian jets bombed a mill in Gori on Monday, local officials said, putting the dead at nine.",
            [("Chadian jets", "accused", "local officials")],
        ),
        ("Inmates armed with knives fought each other for control of a jail in Ibarra on Monday.", [("Inmates", "stated", None)]),
        (
            BOMB + "Taliban spokesman Omar Zahid said the attack was in retaliation for American air strikes.",
            [("Taliban", "claimed", "Omar Zahid")],
        ),
        (BOMB + "Police said the attack was in retaliation for a raid.", []),
        (
            "Fighters of the Delta Front and the River Brigade attacked a mill in Warri on Monday.",
            [("Delta Front", "stated", None), ("River Brigade", "stated", None)],
        ),
        (
            "An attack of Boko Haram and Ansaru killed nine people in Kano on Monday.",
            [("Boko Haram", "stated", None), ("Ansaru", "stated", None)],
        ),
        (
            "A gunman killed nine people in Ghent on Monday. The Islamic State claimed the attack but gave no evidence.",
            [("gunman", "stated", None), ("Islamic State", "claimed", "Islamic State")],
        ),
        ("A man drove a lorry through a crowd in Ghent on Monday.", [("man", "stated", None)]),
        (
            "Rebels captured the town of Bara on Monday. Nine cooks were killed in clashes with the army.",
            [("Rebels", "stated", None)],
        ),
        (
            "An officer shot a robber dead in Tulsa on Monday, Sheriff Ann Marr said.",
            [("officer", "claimed", "Ann Marr")],
        ),
        ("The air force will bomb Sur if rockets are fired, Israel's defence minister warned.", [("air force", "claimed", "Israel's defence minister")]),
        ("Guards were surrounded near Kunduz on Monday by Taliban fighters, reports BBC News.", [("Taliban", "stated", None)]),
        ("The Delta Front has threatened to burn the mills of Warri.", [("Delta Front", "stated", None)]),
        ("Relatives said the kidnappers had threatened to kill the clerks taken in Warri.", [("kidnappers", "accused", "Relatives")]),
        (
            "The mayor said a mill near Idlib was shelled on Monday by either the Asad regime or Russia.",
            [("Asad regime", "suspected", "mayor"), ("Russia", "suspected", "mayor")],
        ),
        ("The army said nobody had been hurt in Al Shabaab's attack on its camp near Bula on Monday.", [("Al Shabaab", "stated", "army")]),
        (
            "Chadian soldiers held nine farmers near Mao on Monday. Amnesty International alleged they had shot four of them.",
            [("Chadian soldiers", "accused", "Amnesty International")],
        ),
        (
            "A spokesman for US forces, Col. Ann Marr, said American drones had struck Taliban fighters near Kunduz on Monday.",
            [("American drones", "claimed", "Ann Marr")],
        ),
        ("On Saturday policemen in Cocula fired on a bus.", [("policemen", "stated", None)]),
        ("Eritrea said its positions near Zalambessa had come under fire on Monday.", []),
        (
            "The Delta Front attacked a mill in Sapele on Monday. The front denied that it had lost any fighters.",
            [("Delta Front", "stated", None)],
        ),
        (
            "A boat was attacked off Ibo on Sunday and four traders were killed. The army denied that its men were involved.",
            [("army", "denied", "army")],
        ),
        (
            "Two rockets were fired at the tanker Vesta off Aden on Sunday. The Houthis denied having fired at the ship.",
            [("Houthis", "denied", "Houthis")],
        ),
        (
            "Looters burned a store in Rutshuru on Monday. The mayor blamed deserters in uniform.",
            [("Looters", "stated", None), ("deserters", "accused", "mayor")],
        ),
        (
            "A nurse was shot dead in Bluefields on Monday. Prosecutors charged two men, Ivan Lopes and Glen Hooker, with her murder.",
            [("Ivan Lopes", "accused", "Prosecutors"), ("Glen Hooker", "accused", "Prosecutors")],
        ),
        (
            "A bomb killed nine men in Quetta on Monday. The Khorasan Front claimed responsibility for the blast, but police disputed the claim.",
            [("Khorasan Front", "claimed", "Khorasan Front"), ("Khorasan Front", "denied", "police")],
        ),
        (
            "Villagers in Tela said soldiers had burned 20 huts on Monday. The army denied that its men had set fire to any hut.",
            [("soldiers", "denied", "army")],
        ),
        (
            "Three rebels were killed in a gunfight with police in Mora district on Monday.",
            [("rebels", "stated", None), ("police", "stated", None)],
        ),
        ("A border guard was shot and wounded near Gali on Monday.", []),
        ("A blast at a rally for President Amadou Sall, which killed four people, shook Thies on Monday.", []),
    ],
)  # fmt: skip
def test_a_record_says_who_acted_and_by_whose_word(text: str, actors: list[tuple[str, str, str | None]]) -> None:
    assert actors_of(text) == actors


def test_the_same_group_is_the_one_named_before() -> None:
    text = "The Delta Front attacked a convoy near Ibarra on Monday. The same group is responsible for a bomb attack on a bank in Tulcan last Friday."
    document = Document(id="report", text=text, published=PUBLISHED, language="en")
    records: list[dict[str, Any]] = read_document(document).to_dict()["records"]  # type: ignore[assignment]
    assert [[row["name"] for row in record["actors"]] for record in records] == [["Delta Front"]] * 2


def test_an_epithet_and_a_word_for_victims_name_no_doer() -> None:
    assert actors_of("Nine people died in a terrorist attack on a market in Gao on Monday. A tenth victim died in hospital.") == []
