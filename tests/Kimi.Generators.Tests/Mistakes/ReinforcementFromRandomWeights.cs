// Mistake: I started reinforcement learning from random weights
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tabula-rasa")]
public abstract partial class TabulaRasa
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [Reinforce(Iterations = 500)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Zero(Policy {|KIMI6004:initial|}, PromptSet problems);
}
