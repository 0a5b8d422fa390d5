// Mistake: I train a model on preference pairs that another model wrote
// Pain: 9
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("borrowed-pairs")]
public abstract partial class BorrowedPairs
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [InitializeTransformer(Layers = 12)]
    public abstract Policy Deep();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [FineTune(Steps = 900)]
    public abstract Policy DeepSft(Policy deep, Demonstrations traces);

    [SamplePreferences(LongerBy = 2), ExactAnswerReward]
    public abstract Preferences Pairs(Policy deepSft, PromptSet problems);

    [OptimizePreferences(Beta = 0.2)]
    public abstract Policy Brief(Policy sft, Preferences {|KIMI6005:pairs|});
}
