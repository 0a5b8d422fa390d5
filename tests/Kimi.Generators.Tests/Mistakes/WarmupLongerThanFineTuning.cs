// Mistake: I took the warm-up of a long run into a short one
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("short-sft")]
public abstract partial class ShortSft
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>(PerProblem = 4)]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 400, LearningRate = 1e-3, {|KIMI5002:WarmupSteps = 500|})]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
