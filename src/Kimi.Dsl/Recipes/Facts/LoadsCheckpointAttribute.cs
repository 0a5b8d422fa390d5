namespace Kimi.Dsl;

/// <summary>
/// Declares, on the attribute class of a stage that takes a policy from elsewhere, the option that names its folder. What the <c>config.json</c> in the folder
/// says of shape and context is then known at start, and to the compiler if the file is an <c>AdditionalFiles</c> item of the project; so is what
/// <c>generation_config.json</c> and <c>tokenizer_config.json</c> beside it say of the end of a text and of a chat template.
/// </summary>
/// <param name="option">The option's name.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LoadsCheckpointAttribute(string option) : Attribute
{
    /// <summary>The option's name.</summary>
    public string Option { get; } = option;
}
