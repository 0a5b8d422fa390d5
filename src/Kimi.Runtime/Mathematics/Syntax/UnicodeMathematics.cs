using System.Collections.Frozen;
using System.Text;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Mathematics in Unicode's own characters, as LaTeX or ASCII.</summary>
internal static class UnicodeMathematics
{
    private const string SuperscriptDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ";
    private const string SuperscriptMeanings = "0123456789+-=()ni";
    private const string SubscriptDigits = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
    private const string SubscriptMeanings = "0123456789+-=()";

    private static readonly FrozenDictionary<char, string> s_meanings = new Dictionary<char, string>
    {
        ['½'] = @"\frac{1}{2} ",
        ['⅓'] = @"\frac{1}{3} ",
        ['⅔'] = @"\frac{2}{3} ",
        ['¼'] = @"\frac{1}{4} ",
        ['¾'] = @"\frac{3}{4} ",
        ['⅕'] = @"\frac{1}{5} ",
        ['⅖'] = @"\frac{2}{5} ",
        ['⅗'] = @"\frac{3}{5} ",
        ['⅘'] = @"\frac{4}{5} ",
        ['⅙'] = @"\frac{1}{6} ",
        ['⅚'] = @"\frac{5}{6} ",
        ['⅛'] = @"\frac{1}{8} ",
        ['⅜'] = @"\frac{3}{8} ",
        ['⅝'] = @"\frac{5}{8} ",
        ['⅞'] = @"\frac{7}{8} ",
        ['√'] = " sqrt ",
        ['∛'] = " cbrt ",
        ['π'] = @"\pi ",
        ['∞'] = @"\infty ",
        ['×'] = "*",
        ['·'] = "*",
        ['⋅'] = "*",
        ['∙'] = "*",
        ['•'] = "*",
        ['∗'] = "*",
        ['÷'] = "/",
        ['⁄'] = "/",
        ['∕'] = "/",
        ['−'] = "-",
        ['–'] = "-",
        ['—'] = "-",
        ['‐'] = "-",
        ['‑'] = "-",
        ['＋'] = "+",
        ['＝'] = "=",
        ['≤'] = @"\le ",
        ['≥'] = @"\ge ",
        ['⩽'] = @"\le ",
        ['⩾'] = @"\ge ",
        ['≠'] = @"\ne ",
        ['≈'] = @"\approx ",
        ['≡'] = @"\equiv ",
        ['∈'] = @"\in ",
        ['∉'] = @"\notin ",
        ['⊂'] = @"\subset ",
        ['⊆'] = @"\subset ",
        ['∪'] = @"\cup ",
        ['∩'] = @"\cap ",
        ['∖'] = @"\setminus ",
        ['∅'] = @"\emptyset ",
        ['°'] = @"^{\circ} ",
        ['º'] = @"^{\circ} ",
        ['±'] = @"\pm ",
        ['∓'] = @"\mp ",
        ['ℝ'] = @"\mathbb{R} ",
        ['ℕ'] = @"\mathbb{N} ",
        ['ℤ'] = @"\mathbb{Z} ",
        ['ℚ'] = @"\mathbb{Q} ",
        ['ℂ'] = @"\mathbb{C} ",
        ['∧'] = @"\land ",
        ['∨'] = @"\lor ",
        ['⇒'] = @"\Rightarrow ",
        ['→'] = @"\to ",
        ['⟨'] = @"\langle ",
        ['⟩'] = @"\rangle ",
        ['〈'] = @"\langle ",
        ['〉'] = @"\rangle ",
        ['⌊'] = @"\lfloor ",
        ['⌋'] = @"\rfloor ",
        ['⌈'] = @"\lceil ",
        ['⌉'] = @"\rceil ",
        ['…'] = @"\ldots ",
        ['′'] = "'",
        ['’'] = "'",
        ['α'] = @"\alpha ",
        ['β'] = @"\beta ",
        ['γ'] = @"\gamma ",
        ['δ'] = @"\delta ",
        ['ε'] = @"\epsilon ",
        ['θ'] = @"\theta ",
        ['λ'] = @"\lambda ",
        ['μ'] = @"\mu ",
        ['ρ'] = @"\rho ",
        ['σ'] = @"\sigma ",
        ['τ'] = @"\tau ",
        ['φ'] = @"\phi ",
        ['ϕ'] = @"\phi ",
        ['ω'] = @"\omega ",
        ['Δ'] = @"\Delta ",
        ['Ω'] = @"\Omega ",
        ['∠'] = @"\angle ",
        ['△'] = @"\triangle ",
        ['％'] = "%",
        ['，'] = ",",
        ['；'] = ";",
        ['：'] = ":",
        ['（'] = "(",
        ['）'] = ")",
        ['。'] = ".",
        ['、'] = ",",
        ['“'] = "\"",
        ['”'] = "\"",
        ['\u2061'] = "",
        ['\u2062'] = "",
        ['\u200b'] = "",
        ['\ufeff'] = "",
        ['\u00a0'] = " ",
        ['\u2009'] = @"\,",
        ['\u202f'] = @"\,",
        ['\u2003'] = " ",
        ['\u2002'] = " ",
        ['\u3000'] = " ",
    }.ToFrozenDictionary();

    /// <summary>The text in LaTeX and ASCII, as far as its characters are known.</summary>
    /// <param name="text">The text.</param>
    public static string InLatex(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\x7f'))
            return text;
        var latex = new StringBuilder(text.Length + 16);
        for (var place = 0; place < text.Length; place++)
        {
            if (SuperscriptDigits.Contains(text[place], StringComparison.Ordinal))
                place = Script(text, place, latex, '^', SuperscriptDigits, SuperscriptMeanings);
            else if (SubscriptDigits.Contains(text[place], StringComparison.Ordinal))
                place = Script(text, place, latex, '_', SubscriptDigits, SubscriptMeanings);
            else if (s_meanings.TryGetValue(text[place], out var meaning))
                latex.Append(meaning);
            else
                latex.Append(text[place]);
        }

        return latex.ToString();
    }

    // Scripts that stand together are one.
    private static int Script(string text, int place, StringBuilder latex, char sign, string characters, string meanings)
    {
        latex.Append(sign).Append('{');
        for (; place < text.Length && characters.IndexOf(text[place], StringComparison.Ordinal) is >= 0 and var found; place++)
            latex.Append(meanings[found]);
        latex.Append('}');
        return place - 1;
    }
}
