namespace Kimi.Shared.Configuration;

/// <summary>The messages of KIMI7002 and KIMI7003: at build time for JSON files, at start for the whole configuration.</summary>
internal static class ConfigurationSentences
{
    /// <summary>A section that belongs to no recipe.</summary>
    public static string NoRecipe(string name, string source, IReadOnlyCollection<string> sections) =>
        $"there is no recipe '{name}' ({source}): {NearestName.Hint(name, sections)}";

    /// <summary>A name that a section does not have.</summary>
    /// <param name="section">The section's path.</param>
    /// <param name="what"><c>option</c>, <c>stage</c> or <c>component</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="source">Where it stands.</param>
    /// <param name="names">The names that exist.</param>
    public static string NoName(string section, string what, string name, string source, IReadOnlyCollection<string> names) =>
        $"{section} has no {what} '{name}' ({source}): {NearestName.Hint(name, names)}";

    /// <summary>An option that a part of the section has.</summary>
    public static string OptionOfPart(string section, string name, string source, string part) =>
        $"{section} has no option '{name}' ({source}), but its {part} has: put it under \"{part}\"";

    /// <summary>A section that two components share.</summary>
    public static string TwoComponents(string section, string name, string source) =>
        $"{section} has two components '{name}', which configuration cannot tell apart ({source}): change their attributes instead";

    /// <summary>A value where options belong.</summary>
    public static string NotOptions(string section, string value, string source, string example) =>
        $"{section} takes options, not the value '{value}' ({source}): name one, such as {section}:{example}";

    /// <summary>A list where names belong.</summary>
    public static string ListOfNames(string section, string source) =>
        $"{section} is a list ({source}), but what stands in it needs names: write {{ \"name\": … }} instead of [ … ]";

    /// <summary>A stage under no recipe.</summary>
    public static string StageWithoutRecipe(string stage, string recipe, string source) =>
        $"there is no recipe '{stage}' ({source}), but stage '{stage}' of '{recipe}': put it under \"{recipe}\"";

    /// <summary>A stage in a stage.</summary>
    public static string StageInStage(string section, string stage, string source, string recipe) =>
        $"{section} has no component '{stage}' ({source}), which is a stage: put it beside that stage, under \"{recipe}\"";

    /// <summary>Null where options belong.</summary>
    public static string NullSection(string section, string source) =>
        $"{section} is null ({source}), which changes nothing: remove it, or name options";

    /// <summary>A value of the wrong type.</summary>
    public static string WrongType(string key, string expectation, string value, string source) =>
        $"{key} takes {expectation}, not {value} ({source}): correct it, or leave it out";

    /// <summary>Where a value is, for the end of a sentence; for the file of a profile, the profile is named.</summary>
    public static string Place(string section, string source)
    {
        const string Start = "kimi.";
        const string End = ".json";
        var isProfile = source.Length > Start.Length + End.Length - 1
            && source.StartsWith(Start, StringComparison.Ordinal)
            && source.EndsWith(End, StringComparison.Ordinal);
        return isProfile
            ? $"{section}, profile '{source.Substring(Start.Length, source.Length - Start.Length - End.Length)}' in {source}"
            : $"{section}, {source}";
    }
}
