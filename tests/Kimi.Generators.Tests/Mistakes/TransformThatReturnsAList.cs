// Mistake: My filter returns the problems, not a PromptSet
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("with-levels")]
public abstract partial class WithLevels
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Transform]
    public static {|KIMI1006:IEnumerable<Problem>|} Hard(PromptSet problems) => problems.Where(problem => problem.Level >= 3);
}
