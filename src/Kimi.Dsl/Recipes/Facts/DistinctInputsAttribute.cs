namespace Kimi.Dsl;

/// <summary>
/// Declares, on a stage attribute's class, that the inputs of one type must not hold the same: a stage that compares two of them would compare one with itself
/// (KIMI6013). For the language's own stages, one output taken twice is told in any case.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DistinctInputsAttribute : Attribute
{
    /// <summary>What happens otherwise, in the words of the message.</summary>
    public string Because { get; set; } = "it compares them with themselves";
}
