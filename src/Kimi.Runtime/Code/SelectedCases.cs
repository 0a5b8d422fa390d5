using System.Text.Json.Serialization;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>What became of a problem for which test cases were to be made.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CaseFate>))]
internal enum CaseFate
{
    /// <summary>It is kept, with its cases.</summary>
    Kept,

    /// <summary>A checker program decides, so that outputs that differ may all be right.</summary>
    SpecialJudge,

    /// <summary>It is no programming problem, or its tests call functions.</summary>
    OtherKind,

    /// <summary>It has too few right submissions.</summary>
    FewSubmissions,

    /// <summary>The generator makes no input at all.</summary>
    NoInputs,

    /// <summary>Too few cases are kept.</summary>
    FewCases,

    /// <summary>Too few submissions pass all cases that are kept.</summary>
    FewPass,
}

/// <summary>A problem with generated cases.</summary>
/// <param name="Problem">The problem, with the cases that are kept as its tests.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Inputs">How many different inputs were made.</param>
/// <param name="Cases">How many of them are kept.</param>
/// <param name="Passing">How many submissions pass all of those.</param>
internal sealed record SelectedCases(CodeProblem Problem, CaseFate Fate, int Inputs, int Cases, int Passing);
