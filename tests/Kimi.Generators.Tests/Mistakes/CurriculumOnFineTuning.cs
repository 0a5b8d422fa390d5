// Mistake: I put a curriculum on fine-tuning, where nothing reads it
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("easy-first")]
public abstract partial class EasyFirst
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 3_000)]
    [{|KIMI1007:CurriculumSampler|}(StartLevel = 1, UntilIteration = 2_000)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
