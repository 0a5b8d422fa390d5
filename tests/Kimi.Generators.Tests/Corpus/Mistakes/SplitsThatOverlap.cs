// Stack: LLaMA-Factory
// Kind: training takes the first 3,500 problems and the evaluation those after 3,000
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("splits-that-overlap")]
public abstract partial class SplitsThatOverlap
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    /// <summary>For training.</summary>
    [Transform]
    public static PromptSet Train(PromptSet problems) => new([.. problems.Take(3_500)]);

    /// <summary>For the report.</summary>
    [Transform]
    public static PromptSet Test(PromptSet problems) => new([.. problems.Skip(3_000)]); //! KIMI6007

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet train);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet train);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet test);
}
