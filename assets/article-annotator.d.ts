// Placeholder: the JavaScript API is typed here.
export {};
