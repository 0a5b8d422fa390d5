// Form: one set is cut in two by places
using Kimi.Dsl;

namespace Acme;

[Recipe("parts-that-lie-apart")]
public abstract partial class PartsThatLieApart
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    /// <summary>For training.</summary>
    [Transform]
    public static PromptSet Train(PromptSet problems) => new([.. problems.Take(3_000)]);

    /// <summary>For the report.</summary>
    [Transform]
    public static PromptSet Test(PromptSet problems) => new([.. problems.Skip(3_000).Take(500)]);

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
