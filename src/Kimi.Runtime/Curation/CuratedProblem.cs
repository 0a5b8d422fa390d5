using System.Text.Json.Serialization;

namespace Kimi.Runtime.Curation;

/// <summary>What happened to a problem.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Fate>))]
internal enum Fate
{
    /// <summary>It is kept.</summary>
    Kept,

    /// <summary>It is a multiple-choice question.</summary>
    MultipleChoice,

    /// <summary>It is a true/false question.</summary>
    TrueFalse,

    /// <summary>It asks for a proof.</summary>
    Proof,

    /// <summary>An evaluation set contains it.</summary>
    Contaminated,

    /// <summary>No attempt at it could be scored.</summary>
    Unscorable,

    /// <summary>It is too easy for the policy.</summary>
    Trivial,

    /// <summary>It is too hard for the policy.</summary>
    Hopeless,

    /// <summary>It can be guessed without chain of thought.</summary>
    Guessed,

    /// <summary>Its tag already has enough problems.</summary>
    Balanced,
}

/// <summary>A line of <c>curation.jsonl</c>.</summary>
/// <param name="Problem">The problem's id.</param>
/// <param name="Prompt">Its prompt.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Evidence">The evidence: the words that gave it away, or the guess; empty if the pass rate is the evidence.</param>
/// <param name="PassRate">Its pass rate, or null if it was not measured.</param>
internal sealed record CuratedProblem(string Problem, string Prompt, Fate Fate, string Evidence, double? PassRate);
