namespace Kimi.Dsl;

/// <summary>
/// Declares that an option is a token's id, a list of ids, or a number of tokens that is to be below the size of the vocabulary of the policies that the stage
/// takes (KIMI6015).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WithinVocabularyAttribute : Attribute
{
    /// <summary>What happens otherwise, in the words of the message: <c>no response ever ends there</c>.</summary>
    public string Because { get; set; } = "there is no such token";
}
