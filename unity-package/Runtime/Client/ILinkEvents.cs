namespace Worldport.Client
{
    /// <summary>What a link tells its client. Called from any thread, without a lock of the link.</summary>
    internal interface ILinkEvents
    {
        void OnStatus(Link link, LinkStatus status);

        /// <summary>Everything but frames.</summary>
        void OnMessage(Link link, string type, Body body);

        /// <summary>A frame, which is the client's from now on. Its credit is given back when this returns.</summary>
        void OnFrame(Link link, Frame frame);
    }
}
