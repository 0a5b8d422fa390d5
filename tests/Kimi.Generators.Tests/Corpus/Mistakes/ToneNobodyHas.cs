// Stack: LLaMA-Factory
// Kind: a tone is written as a text, and no member of the enumeration is called so
// Caught: build
using Kimi.Dsl;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("tone-nobody-has")]
public abstract partial class ToneNobodyHas
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [PoliteTraces(Tone = "Friendly")] //! KIMI5001
    public abstract Demonstrations Polite(PromptSet problems);

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations polite);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>How one speaks.</summary>
public enum Tone
{
    /// <summary>Short.</summary>
    Dry,

    /// <summary>Kind.</summary>
    Warm,
}

/// <summary>Solutions with a greeting.</summary>
public sealed class PoliteTracesAttribute : DemonstrationsAttribute<PoliteTraces>
{
    /// <summary>The tone. Default: dry.</summary>
    [EnumDataType(typeof(Tone))]
    [DefaultValue("Dry")]
    public string Tone { get; set; } = "Dry";
}

/// <summary>Writes them.</summary>
/// <param name="options">Its options.</param>
public sealed class PoliteTraces(PoliteTracesAttribute options) : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) =>
        (Enum.Parse<Tone>(options.Tone) == Tone.Warm ? "Gladly! " : "") + $"#{problem.Answer}";
}
