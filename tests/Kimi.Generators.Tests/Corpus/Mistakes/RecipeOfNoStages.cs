// Stack: OpenRLHF
// Kind: the recipe has no stage yet
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("recipe-of-no-stages")]
public abstract partial class RecipeOfNoStages //! none yet
{
    /// <summary>How many.</summary>
    public const int Iterations = 40;
}
