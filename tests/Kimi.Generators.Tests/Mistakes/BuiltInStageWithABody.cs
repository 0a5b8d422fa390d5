// Mistake: I gave a built-in stage a body, to load a checkpoint of mine
// Pain: 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("from-checkpoint")]
public abstract partial class FromCheckpoint
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer]
    public static Policy {|KIMI1006:Initial|}() => new("checkpoints/base");

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
