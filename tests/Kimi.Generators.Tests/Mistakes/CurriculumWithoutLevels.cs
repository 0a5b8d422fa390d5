// Mistake: my curriculum goes by levels, and my file has none
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("curriculum-without-levels")]
public abstract partial class CurriculumWithoutLevels
{
    [ProblemsFile(Path = "train.jsonl")]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [{|KIMI6010:CurriculumSampler|}]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
