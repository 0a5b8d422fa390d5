// Mistake: I let untried problems count as solved, beside a curriculum that brings new ones
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("only-failures")]
public abstract partial class OnlyFailures
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [CurriculumSampler(Width = 2, UntilIteration = 40)]
    [PrioritizedSampler({|KIMI3004:InitialSuccess = 1|})]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
