// Mistake: I wrote a filter as an ordinary method, without 'static'
// Pain: 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("hard-only")]
public abstract partial class HardOnly
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Transform]
    public PromptSet {|KIMI1006:Hard|}(PromptSet problems) => problems.Where(problem => problem.Level >= 3);

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet hard);
}
