//! A user's journeys through the built app, in a real browser. One program, so that it links once.
//! Journeys see names, marks, cards, files and the API.

#[path = "../../../faulty/mod.rs"]
mod faulty;

mod access;
mod adjusting;
mod api;
mod correcting;
mod deciding;
mod deferred;
mod desk;
mod engines;
mod exports;
mod files;
mod healing;
mod heavy;
mod keeping;
mod keyboard;
mod library;
mod library_search;
mod many;
mod marking;
mod minimap;
mod newcomer;
mod on_demand;
mod opening;
mod pages;
mod panels;
mod pdf;
mod picturing;
mod printing;
mod reading;
mod search;
mod selecting;
mod settings;
mod shapes;
mod shelf;
mod sourcing;
mod storage;
mod suggesting;
mod tables;
mod tabs;
mod touch;
mod versions;
mod who;

/// Breaks the browser's own storage: see `faulty`.
const FAULTY: &str = include_str!("../../../faulty/faulty.js");

/// People of the sample article, in text order.
const PEOPLE: [&str; 8] = [
    "Vladimir Putin",
    "Steve Witkoff",
    "Jared Kushner",
    "Donald Trump",
    "Volodymyr Zelenskyy",
    "Yuri Ushakov",
    "Kirill Dmitriev",
    "Josh Gruenbaum",
];
