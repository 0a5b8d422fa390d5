using System.Globalization;
using System.Text.RegularExpressions;

namespace Kimi.Generators.Tests.Gallery;

/// <summary>When a mistake is caught.</summary>
internal enum Caught
{
    /// <summary>While the recipe is written or built.</summary>
    Build,

    /// <summary>When a run starts, before it allocates anything.</summary>
    Start,

    /// <summary>After time was lost.</summary>
    Never,
}

/// <summary>What the comments at the top of a mistake's file say of it.</summary>
/// <param name="Name">The file's name, without extension.</param>
/// <param name="Words">What the user did, in their words.</param>
/// <param name="Pain">Which of the field's fifteen pains it belongs to, or 0.</param>
/// <param name="Caught">When it is caught.</param>
/// <param name="Compiler">Errors that the compiler reports beside.</param>
/// <param name="Arguments">Of one caught at start: the command line.</param>
/// <param name="Environment">Of one caught at start: variables of the environment, as <c>NAME=value</c>.</param>
/// <param name="Says">Of one caught at start: what the message says.</param>
internal sealed partial record MistakeHeader(
    string Name,
    string Words,
    int Pain,
    Caught Caught,
    IReadOnlyList<string> Compiler,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<string> Environment,
    string Says)
{
    private const int Pains = 15;

    /// <summary>Reads the comments of a file.</summary>
    /// <param name="path">The file.</param>
    public static MistakeHeader Read(string path)
    {
        var lines = File.ReadLines(path).TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => Line().Match(line))
            .ToDictionary(match => match.Groups["key"].Value, match => match.Groups["value"].Value);
        var header = new MistakeHeader(
            Path.GetFileNameWithoutExtension(path),
            lines["Mistake"],
            int.Parse(lines["Pain"], CultureInfo.InvariantCulture),
            Enum.Parse<Caught>(lines["Caught"], ignoreCase: true),
            List("Compiler"),
            List("Arguments"),
            List("Environment"),
            lines.GetValueOrDefault("Says", ""));
        Assert.InRange(header.Pain, 0, Pains);
        Assert.Equal(header.Caught == Caught.Start, header.Arguments.Count > 0 && header.Says.Length > 0);
        return header;

        IReadOnlyList<string> List(string key) => lines.GetValueOrDefault(key, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("^// (?<key>[A-Z][a-z]+): (?<value>.+)$")]
    private static partial Regex Line();
}
