"""The method, subject by subject: each rule in words, next to the code that it describes."""

from typing import Any

import streamlit as st

from components.commun.legende import definitions
from components.commun.mots.formats import echappe_markdown, nombre
from components.commun.sources import packages_table
from components.commun.statuts import STATUTS
from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import Referentiel


def cls() -> None:
    """Say what a contract is."""
    st.header("Ce qu'est un contrat local de santé", anchor="cls")
    st.markdown(
        "Un **contrat local de santé (CLS)** est signé par une agence régionale de santé "
        "(**ARS**) et une collectivité (commune, intercommunalité, pôle d'équilibre territorial…) "
        "pour réduire les inégalités de santé sur un **périmètre**. Il décline le projet régional "
        "de santé (**PRS**) en **axes**, faits d'actions suivies pendant trois à cinq ans, puis "
        "il est évalué et souvent renouvelé\u00a0: on parle alors de deuxième ou de troisième "
        "**génération**.\n\nUn **EPCI** est un établissement public de coopération intercommunale "
        "à fiscalité propre\u00a0: communauté de communes (CC), d'agglomération (CA), communauté "
        "urbaine (CU) ou métropole."
    )


def couleurs() -> None:
    """Name the colours of the map."""
    st.header("Les couleurs de la carte", anchor="statuts")
    definitions(STATUTS.values())
    st.markdown(
        "Un territoire à cheval sur deux départements est dessiné en deux parties, et compté de "
        "chaque côté pour les habitants qui y vivent."
    )


def taux() -> None:
    """Say how a rate is computed."""
    st.header("Comment le taux est calculé", anchor="taux")
    st.markdown(
        "**Taux de couverture = population des communes couvertes ÷ population du territoire.** "
        "Une commune est couverte dès qu'un contrat l'inclut\u00a0; un habitant couvert par deux "
        "contrats compte une fois. Un arrondissement de Paris, Lyon ou Marseille compte pour sa "
        "propre population, une commune déléguée pour sa dernière population connue quand elle "
        "était encore une commune (depuis 2019). Un contrat limité à un quartier, ou à une "
        "commune déléguée plus ancienne, est signalé «\u00a0couverture partielle\u00a0» et n'est "
        "pas compté.\n\nSaint-Martin, collectivité d'outre-mer suivie par l'ARS de Guadeloupe, a "
        "sa propre page et n'entre dans le taux d'aucune région."
    )


def millesimes(referentiel: Referentiel) -> None:
    """Say which populations and perimeters are counted with."""
    st.header("Quelle population, quels périmètres", anchor="millesimes")
    st.markdown(
        "À une date donnée, les pages Couverture, Mon territoire, Simulation et la fiche d'un "
        "contrat comptent avec ce qui était en vigueur ce jour-là, et le disent\u00a0:\n"
        "- la **population municipale** (INSEE) de l'année de référence en vigueur, celle de "
        "l'année moins trois\u00a0: 2023 pour 2026, 2022 pour 2025. Les années 2016 et 2018 à "
        "2023 sont détenues\u00a0; à défaut, la plus récente qui précède, sinon la plus "
        "ancienne\u00a0;\n- les **communes membres des intercommunalités** au 1er janvier de "
        "l'année (COG), de 2019 à 2026\u00a0; avant, celles de 2019. Les **territoires montrés** "
        f"sont toujours ceux de {referentiel.millesime}, que la carte dessine\u00a0: une commune "
        "qui a fusionné y compte avec sa commune d'aujourd'hui, et personne n'est perdu d'une "
        "année à l'autre.\n\nUne commune peut rejoindre ou quitter une intercommunalité après la "
        "signature\u00a0: la fiche du contrat dit qui est venu et qui est parti, et l'on peut "
        "compter avec les membres de la signature (millésime détenu le plus proche). La page "
        f"Évolution garde la population {referentiel.annee_population} à toutes les dates, pour "
        "que seuls les contrats fassent bouger les taux."
    )


def dates() -> None:
    """Say when a contract counts."""
    st.header("Quand un contrat compte", anchor="dates")
    st.markdown(
        "- **Signé** de sa signature à son échéance, comprises. Une échéance inconnue est estimée "
        "à la signature plus la durée prévue, ou plus cinq ans\u00a0: *échéance estimée*.\n"
        "- **Date de signature inconnue**\u00a0: le contrat compte à partir du premier jour "
        "défendable (début de la période lue dans une source, sinon échéance moins la durée, sinon "
        "date de la source, sinon date du relevé). Sans échéance non plus, il compte jusqu'à la "
        "date de sa source plus sa durée (cinq ans à défaut)\u00a0: au-delà, *statut inconnu*.\n"
        "- **En projet** quand une source dit qu'il est en préparation\u00a0: de deux ans avant "
        "cette source à quatre ans après. Au-delà, on est sans nouvelles\u00a0: *statut inconnu*, "
        "non compté. Un souhait n'est pas un projet. Un contrat en renouvellement est en projet "
        "pendant quatre ans après son échéance.\n"
        "- **Échu** après son échéance, si aucun contrat plus récent ne l'a "
        "remplacé\u00a0; **renouvelé** sinon.\n"
        "- Une date connue à l'année ou au mois près compte du premier jour possible pour un "
        "début, jusqu'au dernier pour une fin."
    )


def certitude() -> None:
    """Say what is sure in a rate, and what is not."""
    st.header("Ce qui est sûr dans un taux", anchor="certitude")
    st.markdown(
        "- **Attesté**\u00a0: habitants sous un contrat signé dont les dates sont lues (signature "
        "ou début de période, et fin ou durée).\n"
        "- **Recensé**\u00a0: habitants sous un contrat compté comme signé, dates lues ou "
        "estimées\u00a0: c'est le taux des tableaux, un plancher.\n"
        "- **Au plus, d'après le registre**\u00a0: avec ceux dont le contrat a passé son échéance "
        "sans suite connue, et ceux dont les dates sont trop pauvres pour dire. Les contrats que "
        "le registre ne tient pas n'y sont pas.\n"
        "- **Publié**\u00a0: le chiffre le plus récent publié pour la région ou le département, "
        "au plus tard à la date regardée, avec sa date. Il est dit en premier pendant dix-huit "
        "mois.\n\n"
        "Un territoire dont le registre ne tient aucun contrat est dit «\u00a0aucun contrat "
        "recensé\u00a0». «\u00a0Non couvert\u00a0» ne se dit que là où un organisme atteste, à une "
        "date, que la liste des contrats de la région est complète."
    )


def simulation() -> None:
    """Say what a simulation does."""
    st.header("Ce que fait une simulation", anchor="simulation")
    st.markdown(
        "Un scénario part des contrats en vigueur un jour donné et ne change que "
        "l'affichage\u00a0: le registre n'est jamais modifié. Ces contrats sont comptés avec la "
        "population et les membres des intercommunalités en vigueur ce jour-là, comme sur la page "
        "Couverture. Un territoire ajouté compte comme un contrat signé, avec ses communes "
        "d'aujourd'hui\u00a0; un contrat retiré est ignoré, sans que sa génération précédente "
        "redevienne en vigueur\u00a0; un territoire enlevé d'un périmètre l'est après ceux qui y "
        "sont ajoutés. Le taux reste une union\u00a0: un territoire déjà couvert n'apporte "
        "personne.\n\n**Atteindre un taux**\u00a0: les EPCI n'ont aucune commune en commun, ce "
        "que l'un apporte ne dépend donc pas des autres. Prendre d'abord ceux qui apportent le "
        "plus d'habitants donne le plus petit nombre d'EPCI possible\u00a0; à nombre égal, "
        "l'ensemble proposé est celui qui couvre le plus d'habitants, puis celui des plus petits "
        "codes SIREN."
    )


def evolution(releve: str) -> None:
    """Say how a curve reads; ``releve``: the day the registre was gathered, in words."""
    st.header("Comment une évolution se lit", anchor="evolution")
    st.markdown(
        "Toutes les dates d'une courbe ont la même population et les mêmes communes\u00a0: seuls "
        "les contrats la font bouger. Un contrat à date de signature inconnue n'y entre qu'au "
        f"premier jour défendable, parfois celui du relevé ({releve})\u00a0: la hausse de ce "
        "jour-là ne dit rien des signatures. Après le relevé, la courbe suppose qu'aucun contrat "
        "n'est renouvelé ni signé\u00a0; c'est une hypothèse, pas une prévision."
    )


def registre(moteur: Moteur, releve: str) -> None:
    """Say what the registre does not know."""
    st.header("Ce que le registre ne sait pas", anchor="registre")
    contrats = moteur.registre.contrats
    known = sum(moteur.a_un_perimetre(name) for name in contrats)
    undated = sum(contrat.date_signature is None for contrat in contrats.values())
    st.markdown(
        f"Le registre réunit **{nombre(len(contrats))} générations de contrats**, relevées le "
        f"{releve} "
        "sur des pages publiques (ARS, collectivités, préfectures, presse)\u00a0; chaque ligne "
        "garde l'adresse de sa source. Ce n'est pas une liste officielle\u00a0: "
        f"{nombre(known)} contrats ont un périmètre connu, {nombre(undated)} n'ont pas de date de "
        "signature connue. Ce qu'aucune source ne dit est «\u00a0non renseigné\u00a0», jamais "
        "remplacé par un zéro ou une supposition. Les taux calculés sont donc, le plus souvent, "
        "**inférieurs aux taux réels**\u00a0; quand l'ARS a publié les siens, ils sont montrés à "
        "côté."
    )


def sources(provenance: dict[str, Any]) -> None:
    """Name the sources and their licences."""
    st.header("Sources et licences", anchor="sources")
    st.markdown(
        f"Territoires, populations et contours\u00a0: "
        f"{echappe_markdown(provenance['attribution'])}. "
        "Le fond de carte est fait de ces contours, sans service extérieur\u00a0; le plan IGN "
        "n'est chargé que si vous l'activez."
    )
    packages_table(provenance)
