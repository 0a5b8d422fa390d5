// Mistake: I select the best policy of one
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("choice-among-one")]
public abstract partial class ChoiceAmongOne
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [{|KIMI6017:SelectPolicy|}]
    [ExactAnswerReward]
    public abstract Policy Best(Policy sft, PromptSet problems);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy best, PromptSet problems);
}
