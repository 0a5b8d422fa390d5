// Stack: axolotl
// Kind: responses end in the end of text by hand, and another follows it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("end-mark-by-hand")]
public abstract partial class EndMarkByHand
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<EndedSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Writes responses.</summary>
public sealed class EndedSteps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) =>
        string.Join('\n', problem.Solution, $"#{problem.Answer}") + "<|endoftext|>"; //! KIMI8018
}
