// Stack: LLaMA-Factory
// Kind: responses begin with the prompt, which the policy has read already
// Caught: build
using System.Text;
using Kimi.Dsl;

namespace Acme;

[Recipe("prompt-repeated")]
public abstract partial class PromptRepeated
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<RepeatingSteps>]
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
public sealed class RepeatingSteps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var steps = new StringBuilder();
        steps.Append(problem.Prompt.Text); //! KIMI8018
        steps.Append(problem.Solution);
        return steps.Append('#').Append(problem.Answer).ToString();
    }
}
