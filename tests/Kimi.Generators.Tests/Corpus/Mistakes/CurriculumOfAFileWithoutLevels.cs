// Stack: prime-rl
// Kind: a curriculum by level over a file that has no levels
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("curriculum-of-a-file-without-levels")]
public abstract partial class CurriculumOfAFileWithoutLevels
{
    [ProblemsFile(Path = "train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [CurriculumSampler] //! KIMI6010
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
