// Form: problems are measured by curation and then filtered by their rate
using Kimi.Dsl;

namespace Acme;

[Recipe("measured-before-the-filter")]
public abstract partial class MeasuredBeforeTheFilter
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

    [CuratePrompts(GuessAttempts = 0)]
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, PromptSet heldOut);

    /// <summary>Neither solved always nor never.</summary>
    [Transform]
    public static PromptSet Medium(PromptSet curated) => curated.Where(problem => problem.PassRate is > 0.1 and < 0.9);
}
