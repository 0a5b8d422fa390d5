namespace Kimi.Shared.Json;

/// <summary>A part of a JSON text, and its place.</summary>
/// <param name="Start">The offset of its first character.</param>
/// <param name="Length">Its length in characters.</param>
internal abstract record JsonNode(int Start, int Length);

/// <summary>An object.</summary>
internal sealed record JsonObject(int Start, int Length, IReadOnlyList<JsonProperty> Properties) : JsonNode(Start, Length);

/// <summary>A property of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Start">The offset of the name's opening quote.</param>
/// <param name="Length">The length of the name in characters, quotes included.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonProperty(string Name, int Start, int Length, JsonNode Value);

/// <summary>A list.</summary>
internal sealed record JsonArray(int Start, int Length, IReadOnlyList<JsonNode> Items) : JsonNode(Start, Length);

/// <summary>A text, a number, true, false, or null.</summary>
/// <param name="Start">The offset of its first character.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Text">A text without quotes and escapes, a number as written, True or False, as configuration holds it; null for null.</param>
internal sealed record JsonScalar(int Start, int Length, string? Text) : JsonNode(Start, Length);

/// <summary>What is wrong with a JSON text.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Start">The offset of what is wrong.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Sentence">What is wrong, and what to do.</param>
internal sealed record JsonFault(string Id, int Start, int Length, string Sentence);
