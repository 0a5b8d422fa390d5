using System.Text.Json;

namespace Kimi.Dsl;

/// <summary>A tool as a policy gets to know it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Parameters">The JSON Schema of its arguments, an object with <c>properties</c> in the order of positions.</param>
public sealed record ToolDescription(string Name, string Description, JsonElement Parameters);
