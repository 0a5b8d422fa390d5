// Mistake: I renamed a stage and left its old name in a [From]
// Pain: 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("renamed")]
public abstract partial class Renamed
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy ColdStart(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot([From({|KIMI2001:"Warmup"|})] Policy start, PromptSet problems);
}
