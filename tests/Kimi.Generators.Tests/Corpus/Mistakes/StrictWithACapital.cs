// Stack: verl
// Kind: a mode is one of two words, and is written with a capital
// Caught: build
using Kimi.Dsl;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("strict-with-a-capital")]
public abstract partial class StrictWithACapital
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Comparing(How = "Strict")] //! KIMI5001
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Comparing(How = "strict")]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Compares answers.</summary>
public sealed class ComparingAttribute : RewardAttribute<Comparing>
{
    /// <summary>How: strict or lenient. Default: lenient.</summary>
    [AllowedValues("strict", "lenient")]
    [DefaultValue("lenient")]
    public string How { get; set; } = "lenient";
}

/// <summary>The judge.</summary>
/// <param name="options">Its options.</param>
public sealed class Comparing(ComparingAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(options.How == "strict"
            ? rollout.Text.EndsWith('#' + problem.Answer, StringComparison.Ordinal)
            : rollout.Text.TrimEnd().EndsWith(problem.Answer, StringComparison.Ordinal)));
}
