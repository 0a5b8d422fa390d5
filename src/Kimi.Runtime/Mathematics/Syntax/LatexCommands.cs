using System.Collections.Frozen;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>The commands of LaTeX that answers use, by what they mean here.</summary>
internal static class LatexCommands
{
    /// <summary>Commands that only change how something looks.</summary>
    public static readonly FrozenSet<string> Ignored = Names(
        "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle scriptstyle limits nolimits boxed fbox "
        + "framebox mathbf mathit mathsf mathtt mathcal mathscr mathfrak boldsymbol bm bf it rm vec hat tilde widehat overrightarrow mathop mathrel ensuremath "
        + "bold pmb underline normalsize large Large small tiny centering noindent hfill allowbreak nonumber relax hspace vspace phantom color cancel");

    /// <summary>Commands that are space.</summary>
    public static readonly FrozenSet<string> Spaces = Names("quad qquad thinspace enspace hskip space medspace thickspace negthinspace newline");

    /// <summary>Commands whose argument is text.</summary>
    public static readonly FrozenSet<string> Texts = Names("text textbf textit textnormal textrm textsf texttt textsc mbox hbox emph mathrm operatorname");

    /// <summary>Environments that only lay out what is within.</summary>
    public static readonly FrozenSet<string> Layouts = Names(
        "align align* aligned alignat alignat* equation equation* gather gather* gathered split multline multline* displaymath math center document flalign* "
        + "eqnarray eqnarray*");

    /// <summary>Commands that are another one, or what stands for them in plain text.</summary>
    public static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>
    {
        ["dfrac"] = "frac",
        ["tfrac"] = "frac",
        ["cfrac"] = "frac",
        ["dbinom"] = "binom",
        ["tbinom"] = "binom",
        ["leq"] = "le",
        ["leqslant"] = "le",
        ["leqq"] = "le",
        ["geq"] = "ge",
        ["geqslant"] = "ge",
        ["geqq"] = "ge",
        ["neq"] = "ne",
        ["lt"] = "<",
        ["gt"] = ">",
        ["times"] = "*",
        ["cdot"] = "*",
        ["ast"] = "*",
        ["bullet"] = "*",
        ["div"] = "/",
        ["slash"] = "/",
        ["colon"] = ":",
        ["mid"] = "|",
        ["vert"] = "|",
        ["lvert"] = "|",
        ["rvert"] = "|",
        ["lbrace"] = "{set",
        ["rbrace"] = "}set",
        ["lbrack"] = "[",
        ["rbrack"] = "]",
        ["lparen"] = "(",
        ["rparen"] = ")",
        ["approx"] = "approx",
        ["simeq"] = "approx",
        ["cong"] = "approx",
        ["sim"] = "approx",
        ["doteq"] = "approx",
        ["emptyset"] = "emptyset",
        ["varnothing"] = "emptyset",
        ["setminus"] = "setminus",
        ["smallsetminus"] = "setminus",
        ["backslash"] = "setminus",
        ["land"] = "and",
        ["wedge"] = "and",
        ["lor"] = "or",
        ["vee"] = "or",
        ["implies"] = "Rightarrow",
        ["Longrightarrow"] = "Rightarrow",
        ["longrightarrow"] = "to",
        ["rightarrow"] = "to",
        ["iff"] = "Rightarrow",
        ["Leftrightarrow"] = "Rightarrow",
        ["therefore"] = "Rightarrow",
        ["bigcup"] = "cup",
        ["bigcap"] = "cap",
        ["degree"] = "circ",
        ["textdegree"] = "circ",
        ["dots"] = "ldots",
        ["cdots"] = "ldots",
        ["dotsc"] = "ldots",
        ["dotsb"] = "ldots",
        ["varepsilon"] = "epsilon",
        ["varphi"] = "phi",
        ["vartheta"] = "theta",
        ["imath"] = "i",
        ["thickapprox"] = "approx",
        ["textdollar"] = "$unit",
        ["percent"] = "%",
        ["subseteq"] = "subset",
        ["bar"] = "overline",
        ["operatorname*"] = "operatorname",
        ["tg"] = "tan",
        ["ctg"] = "cot",
        ["cosec"] = "csc",
        ["arctg"] = "arctan",
        ["R"] = "mathbbR",
        ["lfloor"] = "lfloor",
        ["lcm"] = "lcm",
        ["textpm"] = "pm",
    }.ToFrozenDictionary();

    /// <summary>Commands that have a meaning of their own.</summary>
    public static readonly FrozenSet<string> Others = Names(
        "frac sqrt binom pi infty pm mp le ge ne in notin ni subset cup cap to Rightarrow circ prime ldots overline lfloor rfloor lceil rceil langle rangle "
        + "equiv pmod bmod mod angle triangle alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi rho sigma tau phi chi psi omega "
        + "Gamma Delta Theta "
        + "Lambda Xi Sigma Phi Psi Omega sum prod int lim mathbb hline overset underset stackrel begin end cancelto ell hbar partial nabla perp parallel "
        + "iota upsilon Pi Upsilon");

    /// <summary>Functions that are written as words, with or without a backslash.</summary>
    public static readonly FrozenDictionary<string, Function> Functions = new Dictionary<string, Function>
    {
        ["sin"] = Function.Sin,
        ["cos"] = Function.Cos,
        ["tan"] = Function.Tan,
        ["cot"] = Function.Cot,
        ["sec"] = Function.Sec,
        ["csc"] = Function.Csc,
        ["arcsin"] = Function.Arcsin,
        ["arccos"] = Function.Arccos,
        ["arctan"] = Function.Arctan,
        ["arccot"] = Function.Arccot,
        ["arcsec"] = Function.Arcsec,
        ["arccsc"] = Function.Arccsc,
        ["asin"] = Function.Arcsin,
        ["acos"] = Function.Arccos,
        ["atan"] = Function.Arctan,
        ["sinh"] = Function.Sinh,
        ["cosh"] = Function.Cosh,
        ["tanh"] = Function.Tanh,
        ["ln"] = Function.Ln,
        ["log"] = Function.Ln,
        ["lg"] = Function.Log,
        ["abs"] = Function.Abs,
        ["floor"] = Function.Floor,
        ["ceil"] = Function.Ceiling,
        ["max"] = Function.Max,
        ["min"] = Function.Min,
        ["gcd"] = Function.Gcd,
        ["lcm"] = Function.Lcm,
        ["Re"] = Function.Re,
        ["Im"] = Function.Im,
    }.ToFrozenDictionary();

    /// <summary>Whether a name is one of a command that is known here.</summary>
    /// <param name="name">The name, without its backslash.</param>
    public static bool IsKnown(string name) =>
        Ignored.Contains(name) || Spaces.Contains(name) || Texts.Contains(name) || Synonyms.ContainsKey(name) || Others.Contains(name)
        || Functions.ContainsKey(name) || name == "exp";

    private static FrozenSet<string> Names(string names) => names.Split(' ').ToFrozenSet();
}
