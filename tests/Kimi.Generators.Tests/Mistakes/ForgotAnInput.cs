// Mistake: I gave reinforcement learning its problems and no policy to start from
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rl-from-nothing")]
public abstract partial class RlFromNothing
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 100, PromptsPerIteration = 128)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy {|KIMI2003:Zero|}(PromptSet problems);
}
