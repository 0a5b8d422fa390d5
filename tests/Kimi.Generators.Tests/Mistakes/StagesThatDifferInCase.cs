// Mistake: I have both 'LongCot' and 'LongCoT'
// Pain: 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("long-cot-twice")]
public abstract partial class LongCotTwice
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy LongCot(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50), MirrorDescent, ExactAnswerReward]
    public abstract Policy {|KIMI1008:LongCoT|}(Policy longCot, PromptSet problems);
}
