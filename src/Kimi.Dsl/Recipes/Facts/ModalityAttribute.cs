namespace Kimi.Dsl;

/// <summary>What the prompt of a problem consists of.</summary>
public enum Modality
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Text and images: a policy needs a vision tower for it.</summary>
    Image,
}

/// <summary>Declares, on a type of problem, what its prompts consist of. Without it they are text.</summary>
/// <param name="modality">What they consist of.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ModalityAttribute(Modality modality) : Attribute
{
    /// <summary>What they consist of.</summary>
    public Modality Modality { get; } = modality;
}
