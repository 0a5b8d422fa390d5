namespace Kimi.Dsl;

/// <summary>
/// Declares, on a stage attribute's class, that the stage's output is a part of one of its inputs, or this input trained further, so that it alone determines
/// the facts that flow on: a curated prompt set holds none of the evaluation sets that it was compared with, and a student has the shape that it had before
/// its teacher taught it. All the same, a model has learned from the problems of every input.
/// </summary>
/// <param name="input">Which input, 0-based; only the last one may be a list.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PartOfAttribute(int input) : Attribute
{
    /// <summary>Which input, 0-based.</summary>
    public int Input { get; } = input;
}
