using Kimi.Cli.Reports.Markup;

namespace Kimi.Cli.Tests.Reports;

public sealed class HtmlTests
{
    [Fact]
    public void Text_in_a_hole_is_encoded_and_markup_is_not()
    {
        var inner = Html.Of($"<b>{"<script>alert('x')</script>"}</b>");

        Assert.Equal("<td title=\"&quot; onload=&quot;\"><b>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</b></td>", Html.Of(
            $"<td title=\"{"\" onload=\""}\">{inner}</td>").Text);
    }

    [Fact]
    public void Several_pieces_of_markup_follow_one_another() =>
        Assert.Equal("<i>a</i><i>&amp;</i>", Html.Of($"{new[] { "a", "&" }.Select(text => Html.Of($"<i>{text}</i>"))}").Text);
}
