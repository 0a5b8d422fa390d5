// Mistake: My recipe has its numbers, and no stage yet
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("recipe-without-stages")]
public abstract partial class {|KIMI1014:RecipeWithoutStages|}
{
    /// <summary>How many.</summary>
    public const int Iterations = 40;
}
