// Stack: OpenRLHF
// Kind: the recipe has no stage yet
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("recipe-of-no-stages")]
public abstract partial class RecipeOfNoStages //! KIMI1014
{
    /// <summary>How many.</summary>
    public const int Iterations = 40;
}
