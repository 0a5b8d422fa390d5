// Stack: NeMo-RL
// Kind: a transform reads a file that its address does not know
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("transform-that-reads-a-file")]
public abstract partial class TransformThatReadsAFile
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Transform]
    public static PromptSet Clean(PromptSet problems)
    {
        var denied = File.ReadAllLines("denied.txt").ToHashSet(); //! KIMI8017
        return new([.. problems.Problems.Where(problem => !denied.Contains(problem.Id))]);
    }

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet clean);
}
