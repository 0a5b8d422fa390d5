namespace Kimi.Dsl;

/// <summary>Declares, on a stage attribute's class, that the stage sets a fact, whatever its inputs have.</summary>
/// <remarks>For <see cref="Fact.Architecture"/> and <see cref="Fact.Tokenizer"/> a new lineage begins at the stage.</remarks>
/// <param name="fact">The fact.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class EstablishesAttribute(Fact fact) : Attribute
{
    /// <summary>The fact.</summary>
    public Fact Fact { get; } = fact;

    /// <summary>
    /// The option that holds a fact that is a number. For <see cref="Fact.Tokenizer"/>, the option that alone determines the tokenizer: stages of one kind that
    /// agree on it make one tokenizer. Empty: none; for <see cref="Fact.ContextLength"/>, what the checkpoint says that the stage loads
    /// (<see cref="LoadsCheckpointAttribute"/>).
    /// </summary>
    public string Option { get; set; } = "";

    /// <summary>Whether a fact that is a number is more than that of the input (KIMI6012). Default: false.</summary>
    public bool Raises { get; set; }

    /// <summary>
    /// Whether a fact that is a number is at most that of the input, and the option lowers it where it is above 0: so many of the input's are looked at.
    /// Default: false.
    /// </summary>
    public bool Limits { get; set; }

    /// <summary>The option that says how many are made of each of the input's; empty: one. Default: empty.</summary>
    public string Times { get; set; } = "";

    /// <summary>A fact that is true or false. Default: true.</summary>
    public bool Value { get; set; } = true;
}
