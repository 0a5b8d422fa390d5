// Mistake: I merge two models of one shape that started from different random weights
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("two-starts")]
public abstract partial class TwoStarts
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy First();

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Second();

    [FineTune(Steps = 500)]
    public abstract Policy FirstSft(Policy first, Demonstrations traces);

    [FineTune(Steps = 500)]
    public abstract Policy SecondSft(Policy second, Demonstrations traces);

    [MergeWeights]
    public abstract Policy Merged(Policy firstSft, Policy {|KIMI6002:secondSft|});
}
