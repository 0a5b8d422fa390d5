// Mistake: I declared a stage and forgot to say what it does
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("merge-of-two")]
public abstract partial class MergeOfTwo
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Short(Policy initial, Demonstrations traces);

    [FineTune(Steps = 5_000)]
    public abstract Policy Long(Policy initial, Demonstrations traces);

    public abstract Policy {|KIMI1006:Merged|}(Policy @short, Policy @long);
}
