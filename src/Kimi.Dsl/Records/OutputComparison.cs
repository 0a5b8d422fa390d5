using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>When an output is the expected one. Results of calls are compared as JSON values; only a tolerance and a checker make a difference there.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Exact), "exact")]
[JsonDerivedType(typeof(Lines), "lines")]
[JsonDerivedType(typeof(Tokens), "tokens")]
[JsonDerivedType(typeof(Numbers), "numbers")]
[JsonDerivedType(typeof(Checker), "checker")]
public abstract record OutputComparison
{
    private OutputComparison()
    {
    }

    /// <summary>Character by character.</summary>
    public sealed record Exact : OutputComparison;

    /// <summary>Line by line, without white space at the ends of lines and empty lines at the end.</summary>
    public sealed record Lines : OutputComparison;

    /// <summary>Word by word, whatever white space is between them.</summary>
    public sealed record Tokens : OutputComparison;

    /// <summary>Word by word, and numbers within a tolerance.</summary>
    /// <param name="Tolerance">The difference that is allowed, absolute or relative to the expected number, whichever is more.</param>
    public sealed record Numbers(double Tolerance) : OutputComparison;

    /// <summary>
    /// A program decides, a special judge: it runs in the sandbox too, reads the JSON object <c>{"input": …, "expected": …, "output": …}</c> from its
    /// standard input, and exits with 0 where the output is right and with 1 where it is wrong. Another end of it is a fault.
    /// </summary>
    /// <param name="Language">Its language.</param>
    /// <param name="Source">Its source.</param>
    public sealed record Checker(ProgramLanguage Language, string Source) : OutputComparison;
}
