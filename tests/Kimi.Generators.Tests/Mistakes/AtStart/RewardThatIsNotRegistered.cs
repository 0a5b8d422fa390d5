// Mistake: I named a reward by its interface and registered nothing for it
// Pain: 5
// Caught: start
// Arguments: run no-implementation
// Says: [IModelAnswer] on stage LongCot has no implementation: add services.AddComponent<IModelAnswer, …>()
using Kimi.Dsl;

namespace Acme;

[Recipe("no-implementation")]
public abstract partial class NoImplementation
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80), MirrorDescent]
    [Reward<IModelAnswer>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Lets a model judge responses.</summary>
public interface IModelAnswer : IReward<MathProblem>;
