// Form: problems that nobody measured are kept beside those of a middling rate
using Kimi.Dsl;

namespace Acme;

[Recipe("unmeasured-stay")]
public abstract partial class UnmeasuredStay
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
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet medium);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);

    /// <summary>What was not measured, and what is neither solved always nor never.</summary>
    [Transform]
    public static PromptSet Medium(PromptSet problems) => problems.Where(problem => problem.PassRate is null or (> 0.1 and < 0.9));
}
