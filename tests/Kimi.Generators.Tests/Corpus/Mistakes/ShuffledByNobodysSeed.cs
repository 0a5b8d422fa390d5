// Stack: torchtune
// Kind: examples are shuffled by a generator that no seed knows
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shuffled-by-nobodys-seed")]
public abstract partial class ShuffledByNobodysSeed
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations mixed);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);

    /// <summary>In another order.</summary>
    [Transform]
    public static Demonstrations Mixed(Demonstrations traces)
    {
        var examples = traces.Examples.ToArray();
        new Random().Shuffle(examples); //! KIMI8007
        return new(examples);
    }
}
